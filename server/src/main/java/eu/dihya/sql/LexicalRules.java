package eu.dihya.sql;

/**
 * How one dialect forms its tokens. Holds what a token leaves behind for later ones; not
 * thread-safe.
 */
sealed interface LexicalRules permits PostgreSqlRules, MySqlRules, SqliteRules {
  /** Passes over the one token that is to come; the input has not ended. */
  TokenKind scan(CharInput in);

  static LexicalRules of(SqlDialect dialect) {
    return switch (dialect) {
      case POSTGRESQL -> new PostgreSqlRules();
      case MYSQL -> new MySqlRules(false);
      case MARIADB -> new MySqlRules(true);
      case SQLITE -> new SqliteRules();
    };
  }
}
