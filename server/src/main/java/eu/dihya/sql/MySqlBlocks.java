package eu.dihya.sql;

import eu.dihya.base.SourcePosition;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * MySQL and MariaDB: stored programs written without {@code DELIMITER}, and MariaDB's compound
 * statements outside of programs. Where a statement may begin inside a body, a keyword opens a
 * block; elsewhere {@code IF} and {@code REPEAT} are functions and {@code CASE} is an expression.
 */
final class MySqlBlocks extends Blocks {
  private static final Set<String> OPENERS =
      Set.of("BEGIN", "IF", "CASE", "LOOP", "WHILE", "REPEAT", "FOR");
  private static final Set<String> OPEN_ON_A_STATEMENT = Set.of("BEGIN", "LOOP", "REPEAT");

  private enum Form {
    FIRST,
    BEGIN,
    CREATE,
    HEADER,
    BODY,
    PLAIN
  }

  private enum Block {
    STATEMENTS,
    EXPRESSION
  }

  private final boolean mariadb;
  private final ProgramHeader header = new ProgramHeader();
  private final Deque<Block> blocks = new ArrayDeque<>();
  private Form form = Form.FIRST;
  private String previous = "";
  private boolean atStart;
  private boolean handler;

  MySqlBlocks(boolean mariadb) {
    this.mariadb = mariadb;
  }

  @Override
  void begin() {
    super.begin();
    header.begin();
    blocks.clear();
    form = Form.FIRST;
    previous = "";
    atStart = false;
    handler = false;
  }

  @Override
  boolean watching() {
    return form != Form.PLAIN;
  }

  @Override
  boolean open() {
    return !blocks.isEmpty();
  }

  @Override
  void see(TokenKind kind, String word, SourcePosition at) {
    String seen =
        kind == TokenKind.WORD || kind == TokenKind.OPERATOR || kind == TokenKind.TERMINATOR
            ? word
            : "";
    switch (form) {
      case FIRST -> first(kind, seen, at);
      case BEGIN -> anonymous(seen, at);
      case CREATE -> form = created(seen);
      case HEADER -> header(seen, at);
      case BODY -> body(kind, seen, at);
      case PLAIN -> {}
    }
    previous = seen;
  }

  private void first(TokenKind kind, String word, SourcePosition at) {
    if (kind == TokenKind.HINT || kind == TokenKind.EXECUTABLE_COMMENT) {
      return;
    }
    if (word.equals("CREATE") || word.equals("ALTER")) {
      form = Form.CREATE;
    } else if (mariadb && word.equals("BEGIN")) {
      form = Form.BEGIN;
    } else if (mariadb && OPENERS.contains(word)) {
      form = Form.BODY;
      atStart = true;
      body(kind, word, at);
    } else {
      form = Form.PLAIN;
    }
  }

  /** {@code BEGIN NOT ATOMIC}, other than a {@code BEGIN} alone, opens a block. */
  private void anonymous(String word, SourcePosition at) {
    form = word.equals("NOT") ? Form.BODY : Form.PLAIN;
    if (form == Form.BODY) {
      open(Block.STATEMENTS, at);
    }
  }

  private Form created(String word) {
    boolean partOfDefiner =
        word.isEmpty() || word.startsWith("@") || previous.equals("=") || previous.equals("@");
    if (partOfDefiner) {
      return Form.CREATE;
    }
    return switch (word) {
      case "OR", "REPLACE", "DEFINER", "AGGREGATE", "=", "(", ")" -> Form.CREATE;
      case "PROCEDURE", "FUNCTION", "TRIGGER", "EVENT" -> {
        header.of(word);
        yield Form.HEADER;
      }
      default -> Form.PLAIN;
    };
  }

  private void header(String word, SourcePosition at) {
    if (!header.ended(word)) {
      return;
    }
    form = Form.BODY;
    atStart = true;
    body(TokenKind.WORD, word, at);
  }

  private void body(TokenKind kind, String word, SourcePosition at) {
    boolean wasStart = atStart;
    boolean terminated = kind == TokenKind.TERMINATOR;
    atStart = terminated || word.equals(":") || startsStatement(word, wasStart);
    if (word.equals("END") && !previous.equals(".")) {
      blocks.poll();
    } else if (!previous.equals("END")) {
      opener(word, wasStart, at);
    }
    handler = !terminated && (handler || wasStart && word.equals("DECLARE"));
  }

  private void opener(String word, boolean wasStart, SourcePosition at) {
    if (word.equals("CASE")) {
      open(wasStart ? Block.STATEMENTS : Block.EXPRESSION, at);
    } else if (wasStart && OPENERS.contains(word) || handler && word.equals("BEGIN")) {
      open(Block.STATEMENTS, at);
      atStart = OPEN_ON_A_STATEMENT.contains(word);
      handler = false;
    }
  }

  /** Whether a statement follows this word; inside an expression none does. */
  private boolean startsStatement(String word, boolean wasStart) {
    boolean leads =
        switch (word) {
          case "THEN", "ELSE" -> true;
          case "DO" -> !wasStart;
          case "ATOMIC" -> previous.equals("NOT");
          default -> false;
        };
    return leads && blocks.peek() == Block.STATEMENTS;
  }

  private void open(Block block, SourcePosition at) {
    blocks.push(block);
    opened(at);
  }
}
