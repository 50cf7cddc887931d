package eu.dihya.sql;

import eu.dihya.base.SourcePosition;

/**
 * SQLite: a trigger ends at the {@code END} that directly follows a semicolon, as {@code
 * sqlite3_complete()} has it.
 */
final class SqliteBlocks extends Blocks {
  private enum Form {
    FIRST,
    CREATE,
    TRIGGER,
    PLAIN
  }

  private Form form = Form.FIRST;
  private boolean afterSemicolon;
  private boolean ended;

  @Override
  void begin() {
    super.begin();
    form = Form.FIRST;
    afterSemicolon = false;
    ended = false;
  }

  @Override
  boolean watching() {
    return form != Form.PLAIN;
  }

  @Override
  boolean open() {
    return form == Form.TRIGGER && !ended;
  }

  @Override
  void see(TokenKind kind, String word, SourcePosition at) {
    switch (form) {
      case FIRST -> form = first(word);
      case CREATE -> created(word, at);
      case TRIGGER -> {
        ended = afterSemicolon && word.equals("END");
        afterSemicolon = kind == TokenKind.TERMINATOR;
      }
      case PLAIN -> {}
    }
  }

  private static Form first(String word) {
    return switch (word) {
      case "EXPLAIN", "QUERY", "PLAN" -> Form.FIRST;
      case "CREATE" -> Form.CREATE;
      default -> Form.PLAIN;
    };
  }

  private void created(String word, SourcePosition at) {
    switch (word) {
      case "TEMP", "TEMPORARY" -> {}
      case "TRIGGER" -> {
        form = Form.TRIGGER;
        opened(at);
      }
      default -> form = Form.PLAIN;
    }
  }
}
