package eu.dihya.catalog;

import eu.dihya.base.Problems;
import eu.dihya.base.SourcePosition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * One pass over the bytes of a file: its checksum, its lines, and whether it is clean UTF-8. A byte
 * order mark at the beginning counts for the checksum and for offsets, and belongs to no line.
 * Needs the memory of one buffer, however large the file or a line of it is.
 */
final class SourceScan {
  private static final int SHOWN = 4096;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final String displayName;
  private final Problems problems;
  private final Consumer<SourceLine> visitor;
  private final byte[] head = new byte[SHOWN];
  private final Utf8Check utf8 = new Utf8Check();
  private int headLength;
  private int line = 1;
  private int column = 1;
  private long lineOffset;
  private long offset;
  private boolean faultFound;

  private SourceScan(String displayName, Problems problems, Consumer<SourceLine> visitor) {
    this.displayName = displayName;
    this.problems = problems;
    this.visitor = visitor;
  }

  /**
   * Reads the file, hands each line to the visitor, adds what is wrong with its bytes to the
   * problems.
   *
   * @return SHA-256 of the bytes, hex
   */
  static String read(Path path, String displayName, Problems problems, Consumer<SourceLine> visitor)
      throws IOException {
    MessageDigest sha256 = Sha256.digest();
    var scan = new SourceScan(displayName, problems, visitor);
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(path)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sha256.update(buffer, 0, read);
        scan.bytes(buffer, read);
      }
    }
    scan.end();
    return Sha256.hex(sha256);
  }

  private void bytes(byte[] buffer, int length) {
    for (int i = 0; i < length; i++) {
      accept(buffer[i]);
    }
  }

  private void accept(byte b) {
    if (!faultFound) {
      check(b);
    }
    offset++;
    if (b == '\n') {
      emit();
      line++;
      column = 1;
      return;
    }
    if ((b & 0xC0) != 0x80) {
      column++;
    }
    if (headLength < SHOWN) {
      head[headLength++] = b;
    }
    if (offset == BYTE_ORDER_MARK.length && headLength == offset && startsWithMark()) {
      skipByteOrderMark();
    }
  }

  private boolean startsWithMark() {
    return Arrays.equals(
        head, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
  }

  private void skipByteOrderMark() {
    headLength = 0;
    column = 1;
    lineOffset = offset;
  }

  private void check(byte b) {
    boolean inCharacter = !utf8.complete();
    if (b == 0) {
      fault("a NUL byte, which no SQL text may contain; remove it (is the file saved as UTF-16?)");
    } else if (!utf8.accept(b)) {
      column -= inCharacter ? 1 : 0;
      fault("not valid UTF-8; save the file as UTF-8");
    }
  }

  private void fault(String message) {
    faultFound = true;
    problems.add(new SourcePosition(displayName, line, column), message);
  }

  private void emit() {
    int length = headLength > 0 && head[headLength - 1] == '\r' ? headLength - 1 : headLength;
    String text = new String(head, 0, length, StandardCharsets.UTF_8);
    visitor.accept(new SourceLine(line, lineOffset, offset, text));
    headLength = 0;
    lineOffset = offset;
  }

  private void end() {
    if (!faultFound && !utf8.complete()) {
      fault("ends in the middle of a UTF-8 character; save the file as UTF-8");
    }
    if (offset > lineOffset) {
      emit();
    }
  }
}
