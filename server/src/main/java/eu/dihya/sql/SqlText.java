package eu.dihya.sql;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of SQL: UTF-8, with or without a byte order mark, with any line ends. */
public final class SqlText {
  private SqlText() {}

  /**
   * Opens a file for reading as it goes. The reader throws {@code DihyaException} with line and
   * column where the bytes are not UTF-8 or hold a NUL.
   *
   * @param displayName the file's name in messages
   */
  public static Reader open(Path file, String displayName) {
    try {
      return of(Files.newInputStream(file), displayName);
    } catch (IOException e) {
      throw new DihyaException(
          ErrorCode.CATALOG, displayName + ": cannot be opened: " + e.getMessage(), e);
    }
  }

  /** The same for bytes from elsewhere; the stream is closed with the reader. */
  public static Reader of(InputStream bytes, String displayName) {
    return new Utf8Reader(bytes, displayName);
  }
}
