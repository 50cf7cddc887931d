package eu.dihya.archive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** The header of a CARv1 with one root: a fixed piece of DAG-CBOR around the CID. */
final class CarHeader {
  /** A map of two, {@code roots}, a list of one, tag 42, a byte string of 37 that begins with 0. */
  private static final byte[] BEFORE = HexFormat.of().parseHex("a265726f6f747381d82a582500");

  private static final byte[] AFTER = afterRoot();
  private static final int LENGTH = BEFORE.length + Cid.BYTES + AFTER.length;

  /** The whole header, its length included. */
  static final int BYTES = Varint.size(LENGTH) + LENGTH;

  private CarHeader() {}

  static byte[] encode(Cid root) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(BYTES);
    Varint.write(out, LENGTH);
    out.writeBytes(BEFORE);
    out.writeBytes(root.bytes());
    out.writeBytes(AFTER);
    return out.toByteArray();
  }

  static Cid decode(byte[] header) {
    ByteBuffer in = ByteBuffer.wrap(header);
    in.position(Math.min(in.limit(), BYTES - LENGTH + BEFORE.length));
    Cid root = Cid.read(in);
    if (!Arrays.equals(header, encode(root))) {
      throw new MalformedBlock(
          "does not begin with the header of a CAR of version 1 with one root");
    }
    return root;
  }

  private static byte[] afterRoot() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x67);
    out.writeBytes("version".getBytes(StandardCharsets.US_ASCII));
    out.write(1);
    return out.toByteArray();
  }
}
