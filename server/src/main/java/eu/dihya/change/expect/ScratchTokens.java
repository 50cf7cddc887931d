package eu.dihya.change.expect;

import eu.dihya.base.Engine;
import eu.dihya.base.SourcePosition;
import eu.dihya.sql.Lexer;
import eu.dihya.sql.SqlDialect;
import eu.dihya.sql.Token;
import eu.dihya.sql.TokenKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The tokens of a statement, and what in them leads out of the database that it is sent to. */
record ScratchTokens(List<Token> tokens) {
  private static final Set<String> HARMLESS =
      Set.of(
          "SETVAL",
          "NEXTVAL",
          "CURRVAL",
          "SET_CONFIG",
          "CURRENT_SETTING",
          "COUNT",
          "MAX",
          "MIN",
          "COALESCE",
          "SUM",
          "NOW",
          "VERSION",
          "PG_SLEEP",
          "PG_GET_SERIAL_SEQUENCE",
          "GREATEST");
  private static final Set<String> DEFINING =
      Set.of(
          "IN", "AS", "VALUES", "EXISTS", "FROM", "WHERE", "AND", "OR", "NOT", "SELECT", "ANY",
          "ALL", "OVER", "FILTER", "ON", "USING", "CASE", "WHEN", "THEN", "ELSE", "UNION", "BY",
          "LATERAL", "ROW", "ARRAY");

  static ScratchTokens of(String sql, SqlDialect dialect) {
    List<Token> tokens = new ArrayList<>();
    try (Lexer lexer = Lexer.of(sql, dialect, SourcePosition.of(""))) {
      while (lexer.hasNext()) {
        Token token = lexer.next();
        if (token.kind() != TokenKind.WHITESPACE && token.kind() != TokenKind.COMMENT) {
          tokens.add(token);
        }
      }
    }
    return new ScratchTokens(tokens);
  }

  boolean has(String word) {
    return tokens.stream().anyMatch(token -> keyword(token).equals(word));
  }

  boolean hasAny(String... words) {
    return Arrays.stream(words).anyMatch(this::has);
  }

  /** Whether a function is called of which it is not known that it leaves the schema alone. */
  boolean callsUnknownFunction() {
    for (int i = 1; i < tokens.size(); i++) {
      Token name = tokens.get(i - 1);
      if (tokens.get(i).isMark("(") && isName(name)) {
        String word = keyword(name);
        if (!HARMLESS.contains(word) && !DEFINING.contains(word)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Whether a definition touches another database: on PostgreSQL a connection cannot, but by
   * functions; on MySQL and MariaDB a name with a dot may.
   *
   * @param objects the names that the definition is about
   */
  boolean leaves(Engine engine, String verb, List<String> objects) {
    return switch (engine) {
      case SQLITE -> false;
      case POSTGRESQL ->
          tokens.stream().anyMatch(token -> keyword(token).startsWith("DBLINK"))
              && !has("EXTENSION");
      case MYSQL, MARIADB ->
          objects.stream().anyMatch(name -> name.contains("."))
              || (verb.startsWith("CREATE ") && !verb.equals("CREATE INDEX")
                  ? readsElsewhere()
                  : hasDot());
    };
  }

  /** {@code FROM other.table}, by which a new table would be filled with rows of others. */
  private boolean readsElsewhere() {
    for (int i = 0; i + 2 < tokens.size(); i++) {
      if (Set.of("FROM", "JOIN", "LIKE").contains(keyword(tokens.get(i)))
          && tokens.get(i + 2).isMark(".")) {
        return has("SELECT") && has("TABLE");
      }
    }
    return false;
  }

  private boolean hasDot() {
    return tokens.stream()
        .anyMatch(
            token ->
                token.isMark(".")
                    || token.kind() == TokenKind.EXECUTABLE_COMMENT && token.text().contains("."));
  }

  private static boolean isName(Token token) {
    return token.kind() == TokenKind.WORD || token.kind() == TokenKind.QUOTED_IDENTIFIER;
  }

  private static String keyword(Token token) {
    return token.kind() == TokenKind.WORD ? token.text().toUpperCase(Locale.ROOT) : "";
  }
}
