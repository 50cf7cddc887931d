package eu.dihya.base;

/**
 * A place in a file.
 *
 * @param file path as a person would name it, relative to the workspace where possible
 * @param line from 1; 0 when the whole file is meant
 * @param column from 1, in code points; 0 when the whole line is meant
 */
public record SourcePosition(String file, int line, int column) {
  /** The whole file. */
  public static SourcePosition of(String file) {
    return new SourcePosition(file, 0, 0);
  }

  /** {@code file:line:column}, without the parts that are 0. */
  @Override
  public String toString() {
    if (line == 0) {
      return file;
    }
    return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
  }
}
