package eu.dihya.archive;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The address of a block by its content: CIDv1 over SHA-256, written in base32 ({@code bafy…},
 * {@code bafk…}). Immutable; equal when codec and digest are.
 */
public final class Cid implements Comparable<Cid> {
  /** Version, codec, hash function and digest length are one byte each, the digest 32. */
  static final int BYTES = 36;

  private static final int VERSION = 1;
  private static final int SHA2_256 = 0x12;
  private static final int DIGEST_BYTES = 32;

  /** What the bytes of a block are. */
  public enum Codec {
    /** The bytes of a file. */
    RAW(0x55),
    /** A node with links. */
    DAG_PB(0x70);

    private final int code;

    Codec(int code) {
      this.code = code;
    }
  }

  private final byte[] bytes;

  private Cid(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The address of these bytes. */
  public static Cid of(Codec codec, byte[] block) {
    return ofDigest(codec, sha256().digest(block));
  }

  static Cid ofDigest(Codec codec, byte[] digest) {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    bytes
        .put((byte) VERSION)
        .put((byte) codec.code)
        .put((byte) SHA2_256)
        .put((byte) DIGEST_BYTES)
        .put(digest);
    return new Cid(bytes.array());
  }

  /**
   * Reads what {@link #toString} writes; throws {@code USAGE} for anything else, saying what is
   * wrong with it.
   */
  @JsonCreator
  public static Cid parse(String text) {
    if (text.startsWith("Qm") && text.length() == 46) {
      throw notACid(text, "it is a CID of version 0; archives are addressed by version 1 (b…)");
    }
    if (!text.startsWith("b")) {
      throw notACid(text, "it does not begin with b, the mark of base32 in lower case");
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base32.decode(text.substring(1)));
      Cid cid = read(bytes);
      if (bytes.hasRemaining()) {
        throw new MalformedBlock("has " + bytes.remaining() + " bytes too many");
      }
      return cid;
    } catch (MalformedBlock e) {
      throw notACid(text, "it " + e.what());
    }
  }

  /** Reads a binary CID and leaves the buffer behind it. */
  static Cid read(ByteBuffer in) {
    if (in.remaining() < BYTES) {
      throw new MalformedBlock("has a CID that is cut off");
    }
    byte[] bytes = new byte[BYTES];
    in.get(bytes);
    if (bytes[0] != VERSION) {
      throw new MalformedBlock("has a CID whose version is not 1");
    }
    if (Arrays.stream(Codec.values()).noneMatch(codec -> codec.code == bytes[1])) {
      throw new MalformedBlock(
          "has a CID with codec 0x%x; known are raw and dag-pb".formatted(bytes[1]));
    }
    if (bytes[2] != SHA2_256 || bytes[3] != DIGEST_BYTES) {
      throw new MalformedBlock("has a CID whose hash is not sha2-256");
    }
    return new Cid(bytes);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new DihyaException(ErrorCode.INTERNAL, "this Java has no SHA-256", e);
    }
  }

  public Codec codec() {
    return bytes[1] == Codec.RAW.code ? Codec.RAW : Codec.DAG_PB;
  }

  /** The binary form, 36 bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Whether this is the address of these bytes. */
  public boolean addresses(byte[] block) {
    return equals(of(codec(), block));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cid cid && Arrays.equals(bytes, cid.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public int compareTo(Cid other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @JsonValue
  @Override
  public String toString() {
    return "b" + Base32.encode(bytes);
  }

  private static DihyaException notACid(String text, String why) {
    String shown = text.length() > 80 ? text.substring(0, 80) + "…" : text;
    return new DihyaException(
        ErrorCode.USAGE, "'" + shown + "' is not the CID of an archive: " + why);
  }
}
