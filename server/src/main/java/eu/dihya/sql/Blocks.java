package eu.dihya.sql;

import eu.dihya.base.SourcePosition;
import org.jspecify.annotations.Nullable;

/**
 * Follows the tokens of one statement to tell whether a terminator ends it or belongs to a body
 * inside it.
 */
abstract sealed class Blocks permits PostgreSqlBlocks, MySqlBlocks, SqliteBlocks {
  private @Nullable SourcePosition openedAt;

  static Blocks of(SqlDialect dialect) {
    return switch (dialect) {
      case POSTGRESQL -> new PostgreSqlBlocks();
      case MYSQL -> new MySqlBlocks(false);
      case MARIADB -> new MySqlBlocks(true);
      case SQLITE -> new SqliteBlocks();
    };
  }

  /** A new statement begins. */
  void begin() {
    openedAt = null;
  }

  /** Whether the coming tokens of this statement can make a difference. */
  abstract boolean watching();

  /**
   * Takes a token that is neither blank nor comment.
   *
   * @param word in upper case when it is an unquoted word, else as written
   */
  abstract void see(TokenKind kind, String word, SourcePosition at);

  /** Whether a terminator here would be inside a body. */
  abstract boolean open();

  /** Where the outermost open body began, else null. */
  @Nullable SourcePosition openedAt() {
    return openedAt;
  }

  void opened(SourcePosition at) {
    if (openedAt == null) {
      openedAt = at;
    }
  }
}
