package eu.dihya.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceTest {
  private static final Instant WAKING = Instant.parse("2026-01-01T00:00:00Z");

  private static Trace.Event at(int second, Stage stage) {
    return new Trace.Event(WAKING.plusSeconds(second), stage, "");
  }

  @Test
  void whatIsSentAndAnsweredAfterwardsIsAnEffect() {
    List<Trace.Event> events = List.of(at(1, Stage.SENT), at(2, Stage.ANSWERED));
    assertThat(Trace.effectsSince(WAKING, events)).containsExactly(events.get(1));
    List<Trace.Event> commit = List.of(at(1, Stage.COMMITTING), at(2, Stage.RECORDED));
    assertThat(Trace.effectsSince(WAKING, commit)).containsExactly(commit.get(1));
  }

  @Test
  void anAnswerThatWasWaitingIsNone() {
    List<Trace.Event> events =
        List.of(at(-1, Stage.SENT), at(1, Stage.ANSWERED), at(2, Stage.BEFORE));
    assertThat(Trace.effectsSince(WAKING, events)).isEmpty();
  }

  @Test
  void whatIsRefusedAfterwardsIsNone() {
    List<Trace.Event> events = List.of(at(1, Stage.SENT), at(2, Stage.FAILED));
    assertThat(Trace.effectsSince(WAKING, events)).isEmpty();
  }
}
