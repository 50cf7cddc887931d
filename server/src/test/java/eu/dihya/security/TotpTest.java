package eu.dihya.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  /** The seed of RFC 6238, appendix B, for SHA-1. */
  private static final String SEED =
      Base32.toBase32String("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

  private final Totp totp = new Totp();

  /** Appendix B has eight digits; six digits are the last six of them. */
  @ParameterizedTest
  @CsvSource({
    "59, 94287082",
    "1111111109, 07081804",
    "1111111111, 14050471",
    "1234567890, 89005924",
    "2000000000, 69279037",
    "20000000000, 65353130"
  })
  void theCodesAreThoseOfTheSpecification(long second, String eightDigits) {
    assertThat(totp.code(SEED, Instant.ofEpochSecond(second))).isEqualTo(eightDigits.substring(2));
  }

  @Test
  void aCodeIsGoodOneStepEarlyAndOneStepLateAndNoFurther() {
    Instant now = Instant.ofEpochSecond(1_234_567_890);
    long step = 1_234_567_890 / 30;
    assertThat(totp.step(SEED, totp.code(SEED, now), now, 0)).hasValue(step);
    assertThat(totp.step(SEED, totp.code(SEED, now.minusSeconds(30)), now, 0)).hasValue(step - 1);
    assertThat(totp.step(SEED, totp.code(SEED, now.plusSeconds(30)), now, 0)).hasValue(step + 1);
    assertThat(totp.step(SEED, totp.code(SEED, now.minusSeconds(60)), now, 0)).isEmpty();
    assertThat(totp.step(SEED, totp.code(SEED, now.plusSeconds(60)), now, 0)).isEmpty();
    assertThat(totp.step(SEED, totp.code(SEED, now.plusSeconds(600)), now, 0)).isEmpty();
  }

  @Test
  void noCodeIsTakenThatIsNotAfterTheLastOne() {
    Instant now = Instant.ofEpochSecond(1_234_567_890);
    long step = 1_234_567_890 / 30;
    assertThat(totp.step(SEED, totp.code(SEED, now), now, step)).isEmpty();
    assertThat(totp.step(SEED, totp.code(SEED, now.minusSeconds(30)), now, step)).isEmpty();
    assertThat(totp.step(SEED, totp.code(SEED, now.plusSeconds(30)), now, step)).hasValue(step + 1);
  }

  @Test
  void whatIsNoCodeIsNone() {
    Instant now = Instant.ofEpochSecond(59);
    for (String text : new String[] {"", "28708", "2870822", "abcdef", "٢٨٧٠٨٢", "-28708"}) {
      assertThat(totp.step(SEED, text, now, 0)).as(text).isEmpty();
    }
    assertThat(totp.step(SEED, "287 082", now, 0)).as("as it is shown").hasValue(1);
  }

  @Test
  void everySecretIsAnotherAndTheUriHoldsTheNameEscaped() {
    String secret = Totp.newSecret();
    assertThat(secret).hasSize(32).isNotEqualTo(Totp.newSecret());
    assertThat(Totp.uri(secret, "élodie+1@clinique"))
        .isEqualTo(
            "otpauth://totp/Dihya:%C3%A9lodie%2B1%40clinique?secret="
                + secret
                + "&issuer=Dihya&algorithm=SHA1&digits=6&period=30");
  }
}
