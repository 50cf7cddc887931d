package eu.dihya.demo;

import java.security.SecureRandom;
import java.util.HexFormat;

/** A user of an embedded server with its password, which {@link #toString()} does not show. */
public record Login(String user, String password) {
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * A login with a fresh random password of 128 bits, in characters that need no quoting anywhere.
   */
  public static Login random(String user) {
    byte[] secret = new byte[16];
    RANDOM.nextBytes(secret);
    return new Login(user, HexFormat.of().formatHex(secret));
  }

  /** What a credentials file holds. */
  public String asCredentials() {
    return user + ":" + password;
  }

  @Override
  public String toString() {
    return user + ":***";
  }
}
