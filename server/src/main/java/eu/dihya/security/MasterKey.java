package eu.dihya.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the keys of secrets are wrapped with: 256 random bits. Its id says which one it is and
 * nothing of its bits. Its text form is the id. Immutable.
 */
public final class MasterKey {
  private static final int BYTES = 32;
  private static final byte[] ID_OF = "dihya master key\n".getBytes(StandardCharsets.US_ASCII);

  private final String id;
  private final SecretKey key;

  private MasterKey(byte[] bytes) {
    this.id = id(bytes);
    this.key = new SecretKeySpec(bytes, "AES");
  }

  /**
   * A key as its file has it.
   *
   * @throws IllegalArgumentException with a reason that holds nothing of the text
   */
  public static MasterKey parse(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is no base64", e);
    }
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(
          "holds " + bytes.length + " bytes; a master key has " + BYTES);
    }
    MasterKey key = new MasterKey(bytes);
    Arrays.fill(bytes, (byte) 0);
    return key;
  }

  /** The text of a new key. */
  public static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  public String id() {
    return id;
  }

  SecretKey key() {
    return key;
  }

  private static String id(byte[] bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(ID_OF);
      return HexFormat.of().formatHex(digest.digest(bytes), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return id;
  }
}
