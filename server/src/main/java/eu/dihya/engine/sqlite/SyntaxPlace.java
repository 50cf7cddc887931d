package eu.dihya.engine.sqlite;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Where a syntax error is, when the word that SQLite names stands in the statement more than once
 * and the driver does not hand on the place: the parser reads from left to right, so the first
 * beginning of the statement that ends with the word and gives the same error ends at the error.
 */
final class SyntaxPlace {
  /** Each place that is tried compiles the statement up to it. */
  private static final int TRIED = 200;

  private SyntaxPlace() {}

  /** In code points from 1; 0 when it cannot be told. */
  static int offset(Connection connection, String sql, SQLException error) {
    String word = SqliteErrors.syntaxWord(error);
    int at = word.isEmpty() ? -1 : sql.indexOf(word);
    for (int tried = 0; at >= 0 && tried < TRIED; tried++) {
      if (stumbles(connection, sql.substring(0, at + word.length()), error)) {
        return sql.codePointCount(0, at) + 1;
      }
      at = sql.indexOf(word, at + 1);
    }
    return 0;
  }

  private static boolean stumbles(Connection connection, String beginning, SQLException error) {
    try {
      connection.prepareStatement(beginning).close();
      return false;
    } catch (SQLException e) {
      return String.valueOf(e.getMessage()).equals(error.getMessage());
    }
  }
}
