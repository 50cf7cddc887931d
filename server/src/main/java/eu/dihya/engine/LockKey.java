package eu.dihya.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a server's locks are called, from names of any length. Pure.
 *
 * <p>A session that takes a target's lock takes a second one with it, named after the installation:
 * who holds both is one of ours, on whatever engine, and both end with the connection.
 */
public final class LockKey {
  private final byte[] digest;

  private LockKey(String name) {
    try {
      digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Of a name that stands for a target within its server or database. */
  public static LockKey of(String name) {
    return new LockKey(name);
  }

  /** Of the lock that says which installation holds a target's. */
  public static LockKey ofOwner(String owner, String name) {
    return new LockKey("dihya owner " + owner + " of " + name);
  }

  public long number() {
    return ByteBuffer.wrap(digest).getLong();
  }

  /** 40 hexadecimal digits. */
  public String hex() {
    return HexFormat.of().formatHex(digest, 0, 20);
  }
}
