package eu.dihya.catalog;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.SourcePosition;
import eu.dihya.sql.SqlDialect;
import eu.dihya.sql.SqlSyntaxException;
import eu.dihya.sql.Statement;
import eu.dihya.sql.StatementSplitter;
import java.io.IOException;
import java.io.Reader;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The statements of a goose section: what stands between {@code StatementBegin} and {@code
 * StatementEnd} is one, the rest is split as always. Not thread-safe.
 */
final class GooseStatements implements Iterator<Statement>, AutoCloseable {
  private static final int LARGEST = 64 << 20;

  private final GoosePieces pieces;
  private final SqlDialect dialect;
  private final String file;
  private @Nullable StatementSplitter splitter;
  private @Nullable Statement ahead;
  private int count;

  GooseStatements(Reader text, SqlDialect dialect, SourcePosition start) {
    this.pieces = new GoosePieces(text, start);
    this.dialect = dialect;
    this.file = start.file();
  }

  @Override
  public boolean hasNext() {
    while (ahead == null) {
      if (splitter == null && !nextPiece()) {
        return false;
      }
      if (splitter != null && splitter.hasNext()) {
        ahead = splitter.next();
      } else {
        splitter = null;
      }
    }
    return true;
  }

  @Override
  public Statement next() {
    if (!hasNext() || ahead == null) {
      throw new NoSuchElementException();
    }
    Statement next = ahead;
    ahead = null;
    return new Statement(++count, next.text(), next.line(), next.column(), next.dataStart());
  }

  /** Opens the splitter of the next ordinary piece, or takes the next block; false at the end. */
  private boolean nextPiece() {
    if (!pieces.advance()) {
      return false;
    }
    if (pieces.inBlock()) {
      ahead = block();
    } else {
      splitter =
          StatementSplitter.of(pieces.piece(), dialect, new SourcePosition(file, pieces.line(), 1));
    }
    return true;
  }

  private @Nullable Statement block() {
    int line = pieces.line();
    String text = blockText(line);
    int begin = 0;
    int column = 1;
    while (begin < text.length() && Character.isWhitespace(text.charAt(begin))) {
      boolean newline = text.charAt(begin++) == '\n';
      line += newline ? 1 : 0;
      column = newline ? 1 : column + 1;
    }
    String body = text.substring(begin).stripTrailing();
    String statement =
        body.endsWith(";") ? body.substring(0, body.length() - 1).stripTrailing() : body;
    return statement.isEmpty() ? null : new Statement(0, statement, line, column);
  }

  private String blockText(int line) {
    var text = new StringBuilder();
    char[] buffer = new char[8192];
    try (Reader piece = pieces.piece()) {
      for (int read = piece.read(buffer); read >= 0; read = piece.read(buffer)) {
        text.append(buffer, 0, read);
        if (text.length() > LARGEST) {
          throw new SqlSyntaxException(
              new SourcePosition(file, line, 1),
              "the statement block is larger than 64 MiB; write it as several");
        }
      }
    } catch (IOException e) {
      throw new DihyaException(ErrorCode.FAILED, file + ": cannot be read: " + e.getMessage(), e);
    }
    return text.toString();
  }

  @Override
  public void close() {
    pieces.close();
  }
}
