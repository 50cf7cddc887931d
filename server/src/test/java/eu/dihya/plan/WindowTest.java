package eu.dihya.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.Json;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {
  /** On 29 March 2026 clocks in Paris go from 02:00 to 03:00, on 25 October from 03:00 to 02:00. */
  @ParameterizedTest(name = "{0} for {1} at {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Sun 02:00-05:00 tenant             | Europe/Paris     | 2026-01-05T08:00:00Z | 2026-01-11T01:00:00Z | 2026-01-11T04:00:00Z
          Sun 02:00-05:00 tenant             | Europe/Paris     | 2026-01-11T01:00:00Z | 2026-01-11T01:00:00Z | 2026-01-11T04:00:00Z
          Sun 02:00-05:00 tenant             | Europe/Paris     | 2026-01-11T03:59:59Z | 2026-01-11T01:00:00Z | 2026-01-11T04:00:00Z
          Sun 02:00-05:00 tenant             | Europe/Paris     | 2026-01-11T04:00:00Z | 2026-01-18T01:00:00Z | 2026-01-18T04:00:00Z
          Sun 02:00-05:00 tenant             | America/New_York | 2026-01-11T01:00:00Z | 2026-01-11T07:00:00Z | 2026-01-11T10:00:00Z
          Sun 02:00-05:00 Europe/Paris       | America/New_York | 2026-01-05T08:00:00Z | 2026-01-11T01:00:00Z | 2026-01-11T04:00:00Z
          02:00-05:00 tenant                 | UTC              | 2026-01-05T08:00:00Z | 2026-01-06T02:00:00Z | 2026-01-06T05:00:00Z
          00:00-24:00 tenant                 | UTC              | 2026-01-05T08:00:00Z | 2026-01-05T00:00:00Z | 2026-01-06T00:00:00Z
          Mon-Fri 22:00-04:00 tenant         | UTC              | 2026-01-06T03:00:00Z | 2026-01-05T22:00:00Z | 2026-01-06T04:00:00Z
          Mon-Fri 22:00-04:00 tenant         | UTC              | 2026-01-10T03:00:00Z | 2026-01-09T22:00:00Z | 2026-01-10T04:00:00Z
          Mon-Fri 22:00-04:00 tenant         | UTC              | 2026-01-10T23:00:00Z | 2026-01-12T22:00:00Z | 2026-01-13T04:00:00Z
          Sat-Mon,wed 10:00-11:00 tenant     | UTC              | 2026-01-05T11:00:00Z | 2026-01-07T10:00:00Z | 2026-01-07T11:00:00Z
          Sat-Mon,wed 10:00-11:00 tenant     | UTC              | 2026-01-07T11:00:00Z | 2026-01-10T10:00:00Z | 2026-01-10T11:00:00Z
          Sun 02:00-05:00 tenant             | Europe/Paris     | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z | 2026-03-29T03:00:00Z
          Sun 02:30-05:00 tenant             | Europe/Paris     | 2026-03-28T12:00:00Z | 2026-03-29T01:30:00Z | 2026-03-29T03:00:00Z
          Sun 02:00-03:00 tenant             | Europe/Paris     | 2026-03-28T12:00:00Z | 2026-04-05T00:00:00Z | 2026-04-05T01:00:00Z
          Sun 02:00-05:00 tenant             | Europe/Paris     | 2026-10-24T12:00:00Z | 2026-10-25T00:00:00Z | 2026-10-25T04:00:00Z
          Sun 02:00-02:30 tenant             | Europe/Paris     | 2026-10-24T12:00:00Z | 2026-10-25T00:00:00Z | 2026-10-25T00:30:00Z
          Sat 22:00-03:00 tenant             | Europe/Paris     | 2026-10-25T00:30:00Z | 2026-10-24T20:00:00Z | 2026-10-25T02:00:00Z
          """)
  void opens(String text, String zone, Instant now, Instant start, Instant end) {
    Opening opening = Window.of(text).next(now, ZoneId.of(zone));
    assertThat(opening.opens()).isEqualTo(start);
    assertThat(opening.end()).isEqualTo(end);
    assertThat(opening.isOpen(now)).isEqualTo(!start.isAfter(now));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          soon                            | is no window: write days, times and a time zone
          Sun 02:00-05:00                 | is no window
          Son 02:00-05:00 tenant          | 'Son' is no day
          Mon- 02:00-05:00 tenant         | '' is no day
          Sun 25:00-26:00 tenant          | '25:00' is no time of day
          Sun 24:00-05:00 tenant          | '24:00' is no time of day
          Sun 02:00-02:00 tenant          | ends when it begins
          Sun 02:00-05:00 tennant         | unknown time zone 'tennant'
          Sun 02:00-05:00 Europe/Pariss   | unknown time zone 'Europe/Pariss' (did you mean 'Europe/Paris'?)
          """)
  void saysWhatIsWrong(String text, String expected) {
    assertThatThrownBy(() -> Window.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void ofSeveralWindowsTheOpenOneCountsThenTheNext() {
    Gates gates =
        new Gates(
            List.of(Window.of("Sun 02:00-05:00 UTC"), Window.of("Mon-Fri 22:00-23:00 tenant")));
    Instant monday = Instant.parse("2026-01-05T08:00:00Z");
    assertThat(gates.next(monday, ZoneId.of("Europe/Paris")).orElseThrow().words())
        .isEqualTo("Mon 22:00 Europe/Paris");
    assertThat(
            gates
                .next(Instant.parse("2026-01-11T03:00:00Z"), ZoneId.of("UTC"))
                .orElseThrow()
                .words())
        .isEqualTo("Sun 02:00 UTC");
    assertThat(Gates.NONE.next(monday, ZoneId.of("UTC"))).isEmpty();
  }

  @Test
  void aRequestKeepsItsWindows() {
    Gates gates = new Gates(List.of(Window.of("Sun 02:00-05:00 tenant")));
    PlanRequest request =
        new PlanRequest("", "latest", false, StrategySpec.DEFAULT)
            .on(RequiredApprovals.NONE, gates, null);
    assertThat(Json.read(Json.write(request), PlanRequest.class)).isEqualTo(request);
    assertThat(Json.read("{\"select\":\"\",\"to\":\"latest\"}", PlanRequest.class).gates())
        .isEqualTo(Gates.NONE);
  }
}
