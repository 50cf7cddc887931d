package eu.dihya.sql;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The name of a table in a script.
 *
 * @param written as it stands there, quotes and qualifiers and all: fit to be put into a statement
 * @param key equal for names that mean the same table
 */
record TableName(String written, String key) {
  private static final Set<String> BEFORE =
      Set.of(
          "IF",
          "NOT",
          "EXISTS",
          "ONLY",
          "INTO",
          "TABLE",
          "TEMP",
          "TEMPORARY",
          "UNLOGGED",
          "LATERAL");

  /** Passes over a name, if one is to come, and the words that may stand before it. */
  static Optional<TableName> take(TokenCursor tokens, SqlDialect dialect) {
    while (BEFORE.contains(tokens.word())) {
      tokens.take();
    }
    StringBuilder written = new StringBuilder();
    StringBuilder key = new StringBuilder();
    boolean more = isPart(tokens.peek());
    while (more) {
      Token part = tokens.peek();
      tokens.take();
      written.append(part.text());
      key.append(folded(part, dialect));
      more = tokens.peek().isMark(".");
      if (more) {
        tokens.take();
        written.append('.');
        key.append('.');
        more = isPart(tokens.peek());
      }
    }
    return written.isEmpty()
        ? Optional.empty()
        : Optional.of(new TableName(written.toString(), withoutDefault(key.toString())));
  }

  /** A name that stands where this one does, when it does not say where. */
  TableName besides(TableName to) {
    int dot = written.lastIndexOf('.');
    if (dot < 0 || to.written.indexOf('.') >= 0) {
      return to;
    }
    int keyDot = key.lastIndexOf('.');
    return new TableName(
        written.substring(0, dot + 1) + to.written, key.substring(0, keyDot + 1) + to.key);
  }

  /** In a list of tables each may have an alias before the comma. */
  static void passAlias(TokenCursor tokens) {
    TokenCursor ahead = tokens.ahead();
    ahead.accept("AS");
    boolean alias = isPart(ahead.peek());
    ahead.take();
    if (alias && ahead.peek().isMark(",")) {
      tokens.accept("AS");
      tokens.take();
    }
  }

  private static boolean isPart(Token token) {
    return token.kind() == TokenKind.WORD || token.kind() == TokenKind.QUOTED_IDENTIFIER;
  }

  private static String folded(Token part, SqlDialect dialect) {
    String name = Quoting.unquoted(part.text(), dialect);
    boolean exact = dialect == SqlDialect.POSTGRESQL && part.kind() == TokenKind.QUOTED_IDENTIFIER;
    return exact ? name : name.toLowerCase(Locale.ROOT);
  }

  private static String withoutDefault(String key) {
    return key.startsWith("public.") || key.startsWith("main.")
        ? key.substring(key.indexOf('.') + 1)
        : key;
  }
}
