package eu.dihya.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Opaque random tokens; only their hashes are kept. */
public final class Tokens {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Tokens() {}

  /** 256 random bits, URL-safe. */
  public static String random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** A name for something, of letters and digits: 60 random bits, and no secret. */
  public static String shortId() {
    String alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    return RANDOM
        .ints(12, 0, alphabet.length())
        .mapToObj(alphabet::charAt)
        .map(String::valueOf)
        .collect(Collectors.joining());
  }

  /** What is kept of a token. */
  public static String hash(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
