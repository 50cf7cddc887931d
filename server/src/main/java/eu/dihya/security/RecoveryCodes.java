package eu.dihya.security;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.util.encoders.Base32;

/**
 * Codes that stand in for an authenticator which is lost, each good once. They hold 80 random bits,
 * so a plain hash of them says nothing.
 */
public final class RecoveryCodes {
  private static final int HOW_MANY = 10;
  private static final int BYTES = 10;
  private static final SecureRandom RANDOM = new SecureRandom();

  private RecoveryCodes() {}

  /** New codes, in groups of four letters and digits. */
  public static List<String> make() {
    return Stream.generate(RecoveryCodes::one).limit(HOW_MANY).toList();
  }

  public static List<String> hashes(List<String> codes) {
    return codes.stream().map(RecoveryCodes::hash).toList();
  }

  /** The hash that a code belongs to, of those that are left. */
  public static Optional<String> find(String code, List<String> left) {
    String hash = hash(code);
    return left.stream().filter(hash::equals).findFirst();
  }

  /** As people type them: small letters, without lines between. */
  private static String hash(String code) {
    return Tokens.hash(code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT));
  }

  private static String one() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base32.toBase32String(bytes).replaceAll("(.{4})(?!$)", "$1-");
  }
}
