package eu.dihya.sql;

import eu.dihya.base.SourcePosition;
import java.util.Optional;

/**
 * One statement of a script.
 *
 * @param number from 1, in the order of the script
 * @param text as written, without its terminator and the comments and blanks around it; for {@code
 *     COPY … FROM STDIN} with inline data followed by {@code ;}, a line end, and the data without
 *     its {@code \.} line
 * @param line of the first token, from 1
 * @param column of the first token, from 1, in code points
 * @param dataStart where in the text the data of a {@code COPY} begins; 0 when there is none
 */
public record Statement(int number, String text, int line, int column, int dataStart) {
  /** A statement without inline data. */
  public Statement(int number, String text, int line, int column) {
    this(number, text, line, column, 0);
  }

  /** What the server is to run: the text without inline data. */
  public String sql() {
    return dataStart == 0 ? text : text.substring(0, text.lastIndexOf(';', dataStart));
  }

  /**
   * The rows of a {@code COPY … FROM STDIN}, as written, each with its line end. A large block in
   * the text format comes as several statements with the same {@link #sql()} and position.
   */
  public Optional<String> copyData() {
    return dataStart == 0 ? Optional.empty() : Optional.of(text.substring(dataStart));
  }

  /** Where the statement begins in the named file. */
  public SourcePosition position(String file) {
    return new SourcePosition(file, line, column);
  }

  /** The same statement with another text of its SQL; inline data stays as it is. */
  public Statement withSql(String sql) {
    if (dataStart == 0) {
      return new Statement(number, sql, line, column);
    }
    String data = text.substring(dataStart);
    return new Statement(number, sql + ";\n" + data, line, column, sql.length() + 2);
  }
}
