package eu.dihya.sql;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Problem;
import eu.dihya.base.SourcePosition;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Decodes strictly and knows where it is, so that a wrong byte can be found. */
final class Utf8Reader extends Reader {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final InputStream bytes;
  private final String name;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final ByteBuffer raw = ByteBuffer.allocate(1 << 16).flip();
  private final CharBuffer decoded = CharBuffer.allocate(1 << 16).flip();
  private boolean ended;
  private boolean begun;
  private int line = 1;
  private int column = 1;

  Utf8Reader(InputStream bytes, String name) {
    this.bytes = bytes;
    this.name = name;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!decoded.hasRemaining()) {
      if (!decode()) {
        return -1;
      }
    }
    int count = Math.min(length, decoded.remaining());
    decoded.get(target, offset, count);
    return count;
  }

  /** Decodes some more; false at the end. */
  private boolean decode() throws IOException {
    if (ended && !raw.hasRemaining()) {
      return false;
    }
    refill();
    decoded.clear();
    CoderResult result = decoder.decode(raw, decoded, ended);
    decoded.flip();
    if (!begun && decoded.hasRemaining()) {
      begun = true;
      if (decoded.get(decoded.position()) == BYTE_ORDER_MARK) {
        decoded.get();
      }
    }
    pass();
    if (result.isError()) {
      throw refused(hint(result));
    }
    return true;
  }

  private void refill() throws IOException {
    raw.compact();
    if (!ended && raw.hasRemaining()) {
      int read = bytes.read(raw.array(), raw.position(), raw.remaining());
      ended = read < 0;
      raw.position(raw.position() + Math.max(0, read));
    }
    raw.flip();
  }

  private String hint(CoderResult malformed) {
    int first = raw.get(raw.position()) & 0xFF;
    boolean wide = line == 1 && column == 1 && (first == 0xFE || first == 0xFF);
    String bytesShown = String.format("0x%02X", first);
    return wide
        ? "the file is UTF-16; save it as UTF-8"
        : "byte "
            + bytesShown
            + " ("
            + malformed.length()
            + " wrong in all) is not UTF-8; save the file as UTF-8";
  }

  private void pass() {
    for (int i = decoded.position(); i < decoded.limit(); i++) {
      char c = decoded.get(i);
      if (c == 0) {
        throw refused("a NUL character, which no SQL text may contain; remove it");
      } else if (c == '\n') {
        line++;
        column = 1;
      } else if (!Character.isLowSurrogate(c)) {
        column++;
      }
    }
  }

  private DihyaException refused(String reason) {
    return new DihyaException(
        ErrorCode.CATALOG, List.of(new Problem(new SourcePosition(name, line, column), reason)));
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
