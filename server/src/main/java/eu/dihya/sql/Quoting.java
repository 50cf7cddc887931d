package eu.dihya.sql;

/** Values in the quotes of a dialect. */
public final class Quoting {
  private Quoting() {}

  /** A string literal that means this value under the default SQL mode; the value has no NUL. */
  public static String literal(String value, SqlDialect dialect) {
    String escaped = value.replace("'", "''");
    return "'" + (dialect.isMySqlFamily() ? escaped.replace("\\", "\\\\") : escaped) + "'";
  }

  /** An identifier of exactly this name; the name has no NUL. */
  public static String identifier(String name, SqlDialect dialect) {
    String quote = dialect.isMySqlFamily() ? "`" : "\"";
    return quote + name.replace(quote, quote + quote) + quote;
  }

  /** The name that a quoted identifier means; anything else as it is. */
  static String unquoted(String written, SqlDialect dialect) {
    char first = written.isEmpty() ? ' ' : written.charAt(0);
    boolean quotes =
        switch (dialect) {
          case POSTGRESQL -> first == '"';
          case MYSQL, MARIADB -> first == '`';
          case SQLITE -> first == '"' || first == '`' || first == '[';
        };
    if (!quotes) {
      return written;
    }
    String inside = written.substring(1, written.length() - 1);
    String quote = String.valueOf(first);
    return inside.replace(quote + quote, quote);
  }

  static String of(Placeholders.Form form, String value, SqlDialect dialect) {
    return switch (form) {
      case PLAIN -> value;
      case LITERAL -> literal(value, dialect);
      case IDENTIFIER -> identifier(value, dialect);
    };
  }
}
