package eu.dihya.sql;

import eu.dihya.base.SourcePosition;

/**
 * What stands between statements and is not SQL: {@code DELIMITER}, and the commands of SQLite's
 * shell.
 */
final class Directives {
  private static final String DELIMITER = "DELIMITER";

  private final CharInput in;
  private final LexicalRules rules;

  Directives(TokenScanner scanner) {
    this.in = scanner.input();
    this.rules = scanner.rules();
  }

  /** Passes over a directive where a statement could begin; whether there was one. */
  boolean take() {
    return switch (rules) {
      case MySqlRules mysql -> delimiter(mysql);
      case SqliteRules _ -> {
        if (in.peek() == '.') {
          throw Commands.sqlite(in);
        }
        yield false;
      }
      case PostgreSqlRules _ -> false;
    };
  }

  private boolean delimiter(MySqlRules mysql) {
    for (int i = 0; i < DELIMITER.length(); i++) {
      if ((in.peek(i) & ~0x20) != DELIMITER.charAt(i)) {
        return false;
      }
    }
    int following = in.peek(DELIMITER.length());
    if (following != CharInput.END && !Scan.isSpace(following)) {
      return false;
    }
    SourcePosition at = in.position();
    in.advance(DELIMITER.length());
    while (in.peek() == ' ' || in.peek() == '\t') {
      in.advance();
    }
    in.cut(0);
    while (in.peek() > ' ') {
      in.advance();
    }
    String set = in.out().toString();
    if (set.isEmpty() || set.contains("\\")) {
      throw new SqlSyntaxException(
          at, "DELIMITER needs a delimiter without a backslash on its line, such as //");
    }
    mysql.delimiter(set);
    Scan.lineComment(in);
    in.cut(0);
    return true;
  }
}
