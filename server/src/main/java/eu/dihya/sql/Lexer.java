package eu.dihya.sql;

import eu.dihya.base.SourcePosition;
import java.io.Reader;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The tokens of a text, none left out: their texts one after the other are the input again. Reads
 * as it goes, needs the memory of one token. What {@code DELIMITER} means is the {@link
 * StatementSplitter}'s business. Not thread-safe.
 *
 * <p>Every method may throw {@link SqlSyntaxException}, and {@code DihyaException} when the reader
 * fails.
 */
public final class Lexer implements Iterator<Token>, AutoCloseable {
  private final TokenScanner scanner;

  private Lexer(TokenScanner scanner) {
    this.scanner = scanner;
  }

  /**
   * @param start the file's name, and the line and column of the reader's first character
   */
  public static Lexer of(Reader reader, SqlDialect dialect, SourcePosition start) {
    return new Lexer(new TokenScanner(reader, dialect, start));
  }

  /** The same for a text that is in memory, such as one statement. */
  public static Lexer of(String text, SqlDialect dialect, SourcePosition start) {
    return new Lexer(new TokenScanner(CharInput.of(text, start), dialect));
  }

  @Override
  public boolean hasNext() {
    return !scanner.atEnd();
  }

  @Override
  public Token next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    scanner.input().cut(0);
    TokenKind kind = scanner.next();
    return new Token(kind, scanner.text(), scanner.line(), scanner.column());
  }

  @Override
  public void close() {
    scanner.close();
  }
}
