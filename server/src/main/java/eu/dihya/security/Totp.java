package eu.dihya.security;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/**
 * Codes of an authenticator (<a href="https://www.rfc-editor.org/rfc/rfc6238">RFC 6238</a>): six
 * digits, SHA-1, steps of 30 seconds, as every authenticator takes them. A code is good in its
 * step, the one before and the one after, and once. Thread-safe.
 */
public final class Totp {
  private static final int SECRET_BYTES = 20;
  private static final int DIGITS = 6;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final TimeBasedOneTimePasswordGenerator generator =
      new TimeBasedOneTimePasswordGenerator(
          TimeBasedOneTimePasswordGenerator.DEFAULT_TIME_STEP, DIGITS);

  /** A new secret, in base32. */
  public static String newSecret() {
    byte[] bytes = new byte[SECRET_BYTES];
    RANDOM.nextBytes(bytes);
    return Base32.toBase32String(bytes);
  }

  /**
   * What the QR code holds, see <a
   * href="https://github.com/google/google-authenticator/wiki/Key-Uri-Format">key URI format</a>.
   */
  public static String uri(String secret, String account) {
    return "otpauth://totp/Dihya:%s?secret=%s&issuer=Dihya&algorithm=SHA1&digits=%d&period=30"
        .formatted(
            URLEncoder.encode(account, StandardCharsets.UTF_8).replace("+", "%20"), secret, DIGITS);
  }

  /** The code of a moment. */
  public String code(String secret, Instant at) {
    try {
      return generator.generateOneTimePasswordString(
          new SecretKeySpec(Base32.decode(secret), generator.getAlgorithm()), at);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("a secret of an authenticator that is none", e);
    }
  }

  /**
   * The step that a code belongs to; empty when it is of no step around now, or of one that is not
   * after the last that was used.
   *
   * @param lastStep the step of the last code that was taken
   */
  public OptionalLong step(String secret, String code, Instant now, long lastStep) {
    byte[] given = code.replace(" ", "").getBytes(StandardCharsets.UTF_8);
    OptionalLong found = OptionalLong.empty();
    for (int offset = -1; offset <= 1; offset++) {
      Instant at = now.plus(generator.getTimeStep().multipliedBy(offset));
      long step = at.getEpochSecond() / generator.getTimeStep().toSeconds();
      byte[] right = code(secret, at).getBytes(StandardCharsets.UTF_8);
      if (MessageDigest.isEqual(right, given) && step > lastStep) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }
}
