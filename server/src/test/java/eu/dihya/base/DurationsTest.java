package eu.dihya.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "500ms,PT0.5S,500ms",
    "3s,PT3S,3s",
    "10m,PT10M,10m",
    "90s,PT90S,90s",
    "120s,PT2M,2m",
    "2h,PT2H,2h",
    "7d,PT168H,7d",
    "0s,PT0S,0s",
    "1500ms,PT1.5S,1500ms"
  })
  void readsAndWrites(String text, Duration expected, String written) {
    assertThat(Durations.parse(text)).isEqualTo(expected);
    assertThat(Durations.format(expected)).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "s", "3 s", "3sec", "-3s", "1.5s", "1m30s", "10000000000s"})
  void refusesWhatIsNoLengthOfTime(String text) {
    assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
