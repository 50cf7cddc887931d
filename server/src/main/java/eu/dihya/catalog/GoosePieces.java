package eu.dihya.catalog;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.SourcePosition;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;

/**
 * A goose section cut at its {@code StatementBegin} and {@code StatementEnd} lines, read as it
 * goes. A piece must be read to its end before the next one. Not thread-safe.
 */
final class GoosePieces implements AutoCloseable {
  private static final int SEGMENT = 8192;
  private static final MarkReader MARKS = new GooseMarks();

  private enum Next {
    TEXT,
    BLOCK,
    NOTHING
  }

  private final BufferedReader in;
  private final String file;
  private final StringBuilder segment = new StringBuilder();
  private int line;
  private int pieceLine;
  private boolean atLineStart = true;
  private boolean inBlock;
  private Next next = Next.TEXT;

  GoosePieces(Reader text, SourcePosition start) {
    this.in = new BufferedReader(text);
    this.file = start.file();
    this.line = start.line();
  }

  /** Goes to the next piece, which may be empty; false when there is none. */
  boolean advance() {
    if (next == Next.NOTHING) {
      return false;
    }
    inBlock = next == Next.BLOCK;
    next = Next.NOTHING;
    pieceLine = line;
    return true;
  }

  /** Whether the piece is one statement. */
  boolean inBlock() {
    return inBlock;
  }

  /** The file's line at which the piece begins. */
  int line() {
    return pieceLine;
  }

  /** The text of the piece; closing it does nothing. */
  Reader piece() {
    return new Piece();
  }

  /** The next part of a line, at most a segment; empty at the end of the section. */
  private String segment() throws IOException {
    segment.setLength(0);
    int c = in.read();
    while (c >= 0) {
      segment.append((char) c);
      if (c == '\n' || segment.length() == SEGMENT) {
        break;
      }
      c = in.read();
    }
    if (c == '\n') {
      line++;
    }
    return segment.toString();
  }

  private boolean ends(String text) {
    if (!atLineStart) {
      return false;
    }
    switch (MARKS
        .read(new SourceLine(line, 0, 0, text).comment())
        .orElse(new Mark.NoTransaction())) {
      case Mark.StatementBegins _ -> next = Next.BLOCK;
      case Mark.StatementEnds _ -> next = Next.TEXT;
      case Mark.Opens _, Mark.NoTransaction _, Mark.Wrong _ -> {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new DihyaException(ErrorCode.FAILED, file + ": cannot be closed: " + e.getMessage(), e);
    }
  }

  private final class Piece extends Reader {
    private String rest = "";
    private boolean ended;

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
      if (ended) {
        return -1;
      }
      if (rest.isEmpty()) {
        rest = segment();
        ended = rest.isEmpty() || ends(rest);
        if (ended) {
          return -1;
        }
        atLineStart = rest.endsWith("\n");
      }
      int read = Math.min(length, rest.length());
      rest.getChars(0, read, buffer, offset);
      rest = rest.substring(read);
      return read;
    }

    @Override
    public void close() {}
  }
}
