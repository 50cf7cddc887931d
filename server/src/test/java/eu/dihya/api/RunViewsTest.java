package eu.dihya.api;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Json;
import eu.dihya.rollout.RunRecord;
import eu.dihya.rollout.RunState;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunViewsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.25Z");

  @Test
  void whatARunWaitsForIsShownWithItsConnectionAndSinceWhen() {
    var orphan = new RunState.Orphan("4711", NOON, "ALTER TABLE people ADD phone int");
    var view = RunViews.view(run(new RunState.Preparing(orphan)), Optional.empty());
    assertThat(view.because())
        .isEqualTo(
            "orphan running: connection 4711 of an earlier attempt, since 2026-01-01T12:00:00Z,"
                + " ALTER TABLE people ADD phone int");
    assertThat(Json.tree(Json.write(view)).path("orphan").path("connection").asText())
        .isEqualTo("4711");
  }

  @Test
  void aStatementThatTheServerDoesNotShowIsLeftOut() {
    var orphan = new RunState.Orphan("4711", NOON, "");
    assertThat(RunViews.because(run(new RunState.Preparing(orphan)))).endsWith("12:00:00Z");
  }

  @Test
  void aRunThatWaitsForNothingHasNoOrphan() {
    var view = RunViews.view(run(new RunState.Preparing()), Optional.empty());
    assertThat(view.because()).isEmpty();
    assertThat(Json.tree(Json.write(view)).has("orphan")).isFalse();
  }

  private static RunRecord run(RunState state) {
    return new RunRecord("t1", 0, state, 1, 0, NOON, null);
  }
}
