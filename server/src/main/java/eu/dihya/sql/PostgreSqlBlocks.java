package eu.dihya.sql;

import eu.dihya.base.SourcePosition;
import java.util.Set;

/**
 * PostgreSQL: the SQL-standard body of a routine, {@code BEGIN ATOMIC … END}, and the parenthesised
 * actions of a rule. Also notices {@code COPY … FROM STDIN}.
 */
final class PostgreSqlBlocks extends Blocks {
  private enum Form {
    UNKNOWN,
    CREATE,
    ROUTINE,
    RULE,
    COPY,
    PLAIN
  }

  private Form form = Form.UNKNOWN;
  private String previous = "";
  private int depth;
  private int copyParentheses;
  private boolean fromStdin;

  @Override
  void begin() {
    super.begin();
    form = Form.UNKNOWN;
    previous = "";
    depth = 0;
    copyParentheses = 0;
    fromStdin = false;
  }

  @Override
  boolean watching() {
    return form != Form.PLAIN;
  }

  @Override
  boolean open() {
    return depth > 0;
  }

  /** Whether the statement takes its rows from the lines that follow it. */
  boolean copiesFromStdin() {
    return fromStdin;
  }

  @Override
  void see(TokenKind kind, String word, SourcePosition at) {
    switch (form) {
      case UNKNOWN -> form = first(kind, word);
      case CREATE -> form = created(word);
      case ROUTINE -> routine(kind, word, at);
      case RULE -> rule(word, at);
      case COPY -> copy(word);
      case PLAIN -> {}
    }
    previous = word;
  }

  private static Form first(TokenKind kind, String word) {
    if (kind == TokenKind.HINT) {
      return Form.UNKNOWN;
    }
    return switch (word) {
      case "CREATE" -> Form.CREATE;
      case "COPY" -> Form.COPY;
      default -> Form.PLAIN;
    };
  }

  private static Form created(String word) {
    return switch (word) {
      case "OR", "REPLACE" -> Form.CREATE;
      case "FUNCTION", "PROCEDURE" -> Form.ROUTINE;
      case "RULE" -> Form.RULE;
      default -> Form.PLAIN;
    };
  }

  private void routine(TokenKind kind, String word, SourcePosition at) {
    boolean label = Set.of(".", "AS").contains(previous);
    if (kind != TokenKind.WORD || label) {
      return;
    }
    if (word.equals("ATOMIC") && previous.equals("BEGIN") && depth == 0) {
      depth = 1;
      opened(at);
    } else if (word.equals("CASE") && depth > 0) {
      depth++;
    } else if (word.equals("END") && depth > 0) {
      depth--;
    }
  }

  private void rule(String word, SourcePosition at) {
    if (word.equals("(")) {
      depth++;
      opened(at);
    } else if (word.equals(")") && depth > 0) {
      depth--;
    }
  }

  private void copy(String word) {
    if (word.equals("(")) {
      copyParentheses++;
    } else if (word.equals(")")) {
      copyParentheses--;
    } else if (copyParentheses == 0 && word.equals("STDIN") && previous.equals("FROM")) {
      fromStdin = true;
    }
  }
}
