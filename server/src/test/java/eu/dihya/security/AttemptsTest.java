package eu.dihya.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.testing.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AttemptsTest {
  private final SettableClock clock = new SettableClock();
  private final Attempts attempts = new Attempts(clock, 100);

  private long waitOf(String name, String address) {
    try {
      attempts.begin(name, address);
      return 0;
    } catch (TooManyTries e) {
      return e.seconds();
    }
  }

  @Test
  void theWaitDoublesAndStaysUnderAMinute() {
    long longest = 0;
    for (int i = 0; i < 20; i++) {
      long wait = waitOf("ines", "192.0.2." + i);
      longest = Math.max(longest, wait);
      clock.advance(Duration.ofSeconds(wait));
    }
    assertThat(longest).isBetween(16L, 61L);
  }

  @Test
  void anAddressThatTriesManyNamesWaitsToo() {
    for (int i = 0; i < 200; i++) {
      attempts.begin("name" + i, "192.0.2.1");
    }
    assertThatCode(() -> attempts.begin("many at once", "192.0.2.1")).doesNotThrowAnyException();
    for (int i = 0; i < 50; i++) {
      attempts.failed("192.0.2.1");
    }
    assertThatThrownBy(() -> attempts.begin("another", "192.0.2.1"))
        .isInstanceOf(TooManyTries.class);
    assertThatCode(() -> attempts.begin("another", "192.0.2.2")).doesNotThrowAnyException();
  }

  @Test
  void successForgetsTheName() {
    for (int i = 0; i < 4; i++) {
      attempts.begin("Ines", "192.0.2.1");
    }
    attempts.succeeded("INES");
    for (int i = 0; i < 4; i++) {
      attempts.begin("ines", "192.0.2.1");
    }
    attempts.begin("ines", "192.0.2.1");
    assertThat(waitOf("ines", "192.0.2.9")).isPositive();
  }

  @Test
  void aTryThatWasNotMadeDoesNotCount() {
    for (int i = 0; i < 20; i++) {
      attempts.begin("ines", "192.0.2.1");
      attempts.takeBack("INES");
    }
    for (int i = 0; i < 5; i++) {
      attempts.begin("ines", "192.0.2.1");
    }
    assertThat(waitOf("ines", "192.0.2.1")).isPositive();
  }

  @Test
  void afterAnHourNothingIsRemembered() {
    for (int i = 0; i < 5; i++) {
      attempts.begin("ines", "192.0.2.1");
    }
    clock.advance(Duration.ofMinutes(61));
    for (int i = 0; i < 4; i++) {
      attempts.begin("ines", "192.0.2.1");
    }
    assertThat(waitOf("ines", "192.0.2.1")).isZero();
  }

  @Test
  void manyNamesTakeABoundedRoom() {
    for (int i = 0; i < 10_000; i++) {
      attempts.begin("name" + i, "192.0.2." + i);
    }
    for (int i = 0; i < 5; i++) {
      attempts.begin("ines", "198.51.100." + i);
    }
    assertThat(waitOf("ines", "198.51.100.9")).isPositive();
  }
}
