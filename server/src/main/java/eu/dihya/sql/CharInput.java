package eu.dihya.sql;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.SourcePosition;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;

/**
 * Characters with a look ahead and a position, over one fixed buffer. What is passed over is
 * appended to the output in runs, so that a token needs no memory of its own. Not thread-safe.
 */
final class CharInput implements AutoCloseable {
  static final int END = -1;

  /** The largest statement, in bytes of UTF-8. */
  static final long LIMIT = 64L << 20;

  private static final int LARGEST_BUFFER = 1 << 16;

  /** More than anything looks ahead. */
  private static final int SMALLEST_BUFFER = 1 << 10;

  private final Reader reader;
  private final String file;
  private final char[] buffer;
  private StringBuilder out = new StringBuilder();
  private long outBytes;
  private int flushed;
  private int next;
  private int limit;
  private boolean ended;
  private int line;
  private int column;

  CharInput(Reader reader, SourcePosition start) {
    this(reader, LARGEST_BUFFER, start);
  }

  /**
   * For a text of a known length: most statements are short, and a full buffer for each of them
   * costs more than reading.
   */
  static CharInput of(String text, SourcePosition start) {
    int wanted = Math.clamp(text.length() + 1L, SMALLEST_BUFFER, LARGEST_BUFFER);
    return new CharInput(new StringReader(text), wanted, start);
  }

  private CharInput(Reader reader, int bufferSize, SourcePosition start) {
    this.buffer = new char[bufferSize];
    this.reader = reader;
    this.file = start.file();
    this.line = Math.max(1, start.line());
    this.column = Math.max(1, start.column());
  }

  int line() {
    return line;
  }

  int column() {
    return column;
  }

  SourcePosition position() {
    return new SourcePosition(file, line, column);
  }

  SourcePosition position(int atLine, int atColumn) {
    return new SourcePosition(file, atLine, atColumn);
  }

  /** The character to come, or {@link #END}. */
  int peek() {
    return next < limit || fill(1) ? buffer[next] : END;
  }

  /** The character after {@code ahead} others, or {@link #END}. */
  int peek(int ahead) {
    return next + ahead < limit || fill(ahead + 1) ? buffer[next + ahead] : END;
  }

  /** Whether this text is to come. */
  boolean at(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (peek(i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Passes over one character, which must be there. */
  void advance() {
    char passed = buffer[next];
    if (passed == 0) {
      throw new SqlSyntaxException(
          position(), "a NUL character, which no SQL text may contain; remove it");
    }
    next++;
    if (passed == '\n') {
      line++;
      column = 1;
    } else if (!Character.isLowSurrogate(passed)) {
      column++;
    }
  }

  void advance(int count) {
    for (int i = 0; i < count && peek() != END; i++) {
      advance();
    }
  }

  /** All that was passed over since the last {@link #restart} or cut. */
  StringBuilder out() {
    flush();
    return out;
  }

  int length() {
    return out.length() + next - flushed;
  }

  /** Forgets what was passed over after the first {@code length} characters. */
  void cut(int length) {
    flush();
    if (length == 0) {
      restart();
    } else {
      out.setLength(length);
      outBytes = length;
    }
  }

  private void restart() {
    if (out.capacity() > 1 << 20) {
      out = new StringBuilder();
    }
    out.setLength(0);
    outBytes = 0;
  }

  private boolean fill(int wanted) {
    flush();
    System.arraycopy(buffer, next, buffer, 0, limit - next);
    limit -= next;
    next = 0;
    flushed = 0;
    while (limit < wanted && !ended) {
      int read = read();
      ended = read < 0;
      limit += Math.max(0, read);
    }
    return limit >= wanted;
  }

  private int read() {
    try {
      return reader.read(buffer, limit, buffer.length - limit);
    } catch (IOException e) {
      throw new DihyaException(ErrorCode.FAILED, file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private void flush() {
    out.append(buffer, flushed, next - flushed);
    for (int i = flushed; i < next; i++) {
      char c = buffer[i];
      outBytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    flushed = next;
    if (outBytes > LIMIT) {
      throw new SqlSyntaxException(
          position(),
          "the statement that ends here or later is larger than 64 MiB; write it as several"
              + " statements");
    }
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new DihyaException(ErrorCode.FAILED, file + ": cannot be closed: " + e.getMessage(), e);
    }
  }
}
