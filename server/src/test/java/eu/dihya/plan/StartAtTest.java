package eu.dihya.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.Json;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartAtTest {
  @ParameterizedTest
  @CsvSource({
    "2026-12-06T02:00[Europe/Paris], 2026-12-06T01:00:00Z, 2026-12-06 02:00 Europe/Paris",
    "2026-12-06T02:00+01:00[Europe/Paris], 2026-12-06T01:00:00Z, 2026-12-06 02:00 Europe/Paris",
    "2026-12-06T02:00:30+05:30, 2026-12-05T20:30:30Z, 2026-12-06 02:00 +05:30",
    "2026-12-06T02:00Z, 2026-12-06T02:00:00Z, 2026-12-06 02:00 Z",
    // Clocks go from 02:00 to 03:00, and later from 03:00 to 02:00.
    "2026-03-29T02:30[Europe/Paris], 2026-03-29T01:30:00Z, 2026-03-29 03:30 Europe/Paris",
    "2026-10-25T02:30[Europe/Paris], 2026-10-25T00:30:00Z, 2026-10-25 02:30 Europe/Paris",
    "2026-10-25T02:30+01:00[Europe/Paris], 2026-10-25T01:30:00Z, 2026-10-25 02:30 Europe/Paris"
  })
  void isATimeSomewhere(String text, Instant instant, String words) {
    StartAt at = StartAt.of(text);
    assertThat(at.instant()).isEqualTo(instant);
    assertThat(at.words()).isEqualTo(words);
    assertThat(StartAt.of(at.toString())).isEqualTo(at);
    assertThat(Json.read(Json.write(at), StartAt.class)).isEqualTo(at);
    assertThat(at.isPast(instant)).isFalse();
    assertThat(at.isPast(instant.plusMillis(1))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "now",
        "2026-12-06",
        "2026-12-06T02:00",
        "2026-13-06T02:00Z",
        "2026-12-06T02:00[Europe/Pariss]",
        "2026-12-06T02:00+05:00[Europe/Paris]"
      })
  void elseItSaysHowToWriteOne(String text) {
    assertThatThrownBy(() -> StartAt.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text)
        .hasMessageContaining("2026-12-06T02:00[Europe/Paris]");
  }
}
