package eu.dihya.plan;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObservationTest {
  @Test
  void oneThatAnEarlierVersionStoredIsRead() {
    String stored =
        "{\"type\":\"seen\",\"at\":\"2026-01-01T12:00:00Z\",\"serverVersion\":\"15.2\","
            + "\"history\":[],\"shape\":\"s\",\"halfway\":false}";
    assertThat(Json.read(stored, Observation.class))
        .isInstanceOfSatisfying(
            Observation.Seen.class,
            seen -> {
              assertThat(seen.notices()).isEmpty();
              assertThat(seen.capabilities()).isNull();
              assertThat(seen.schemaAt()).isEqualTo(seen.at());
            });
  }

  @Test
  void whatWasNoticedIsStoredWithIt() {
    Observation.Seen seen =
        new Observation.Seen(java.time.Instant.EPOCH, "15.2", null, List.of(), "s", false)
            .noticing(List.of("it is a superuser"));
    assertThat(Json.read(Json.write(seen), Observation.class)).isEqualTo(seen);
    assertThat(seen.notices()).containsExactly("it is a superuser");
  }
}
