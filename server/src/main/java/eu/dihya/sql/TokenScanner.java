package eu.dihya.sql;

import eu.dihya.base.SourcePosition;
import java.io.Reader;

/**
 * One token after the other; their text gathers in the input's output until it is cut. Not
 * thread-safe.
 */
final class TokenScanner implements AutoCloseable {
  private final CharInput in;
  private final LexicalRules rules;
  private int start;
  private int line;
  private int column;

  TokenScanner(Reader reader, SqlDialect dialect, SourcePosition from) {
    this(new CharInput(reader, from), dialect);
  }

  TokenScanner(CharInput in, SqlDialect dialect) {
    this.in = in;
    this.rules = LexicalRules.of(dialect);
  }

  CharInput input() {
    return in;
  }

  LexicalRules rules() {
    return rules;
  }

  boolean atEnd() {
    return in.peek() == CharInput.END;
  }

  /** Reads the next token; there must be one. */
  TokenKind next() {
    start = in.length();
    line = in.line();
    column = in.column();
    return rules.scan(in);
  }

  /** Where the last token begins in the gathered text. */
  int start() {
    return start;
  }

  int line() {
    return line;
  }

  int column() {
    return column;
  }

  SourcePosition position() {
    return in.position(line, column);
  }

  /** The last token's text. */
  String text() {
    return in.out().substring(start);
  }

  @Override
  public void close() {
    in.close();
  }
}
