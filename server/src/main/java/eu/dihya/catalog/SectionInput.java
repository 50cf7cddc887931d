package eu.dihya.catalog;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/**
 * The bytes of a section, and no others; refuses to end early, as it would when the file was cut
 * meanwhile.
 */
final class SectionInput extends InputStream {
  private final InputStream in;
  private final String displayName;
  private long left;

  private SectionInput(InputStream in, Section section) {
    this.in = in;
    this.displayName = section.displayName();
    this.left = section.length();
  }

  static SectionInput open(Section section) {
    try {
      InputStream in = Files.newInputStream(section.path());
      try {
        in.skipNBytes(section.offset());
        return new SectionInput(in, section);
      } catch (IOException e) {
        in.close();
        throw e;
      }
    } catch (EOFException e) {
      throw changed(section.displayName());
    } catch (IOException e) {
      throw new DihyaException(
          ErrorCode.CATALOG, section.displayName() + ": cannot be opened: " + e.getMessage(), e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    int read = in.read(buffer, offset, (int) Math.min(left, length));
    if (read < 0) {
      throw changed(displayName);
    }
    left -= read;
    return read;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private static DihyaException changed(String displayName) {
    return new DihyaException(
        ErrorCode.CATALOG,
        displayName + ": has become shorter since the catalogue was read; read it again");
  }
}
