package eu.dihya.rollout;

import static eu.dihya.base.TenantScope.everything;
import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Json;
import eu.dihya.base.TenantScope;
import eu.dihya.plan.OnFailure;
import eu.dihya.plan.StartAt;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of what happened to a rollout, a scope sees what is about its tenants or about nobody. */
class ScopedEventsTest {
  private static final TenantScope OWN = TenantScope.only(List.of("own"));

  static Stream<RolloutEvent> events() {
    return Stream.of(
        new RolloutEvent.Scheduled(StartAt.of("2026-12-06T02:00[Europe/Paris]")),
        new RolloutEvent.Started(),
        new RolloutEvent.StartHeld("tenant other is at version 77"),
        new RolloutEvent.GatesChecked(
            1, "Wave 2", List.of(GateResult.failed("query 77", "rows on other"))),
        new RolloutEvent.WaveAdmitted(1, "Wave 2"),
        new RolloutEvent.BudgetExceeded(OnFailure.PAUSE, "of other: 77 failed"),
        new RolloutEvent.PauseAsked(PauseCause.OPERATOR, "of other"),
        new RolloutEvent.Resumed("of other", 77),
        new RolloutEvent.DrainAsked("of other"),
        new RolloutEvent.AbortAsked("of other"),
        new RolloutEvent.Retried(List.of("other", "own"), "of other", 77),
        new RolloutEvent.Retried(List.of("other"), "of other", 77),
        new RolloutEvent.Decided("own", true, "I looked", 77),
        new RolloutEvent.Decided("other", true, "I looked", 77),
        new RolloutEvent.Amended("P-0001", "P-0002", "of other"),
        new RolloutEvent.Recovered(List.of("own", "other")),
        new RolloutEvent.Recovered(List.of("other")),
        new RolloutEvent.Ended(77, 77, 77));
  }

  @ParameterizedTest
  @MethodSource("events")
  void nothingOfAnotherIsLeft(RolloutEvent event) {
    assertThat(event.within(everything())).contains(event);
    Optional<RolloutEvent> seen = event.within(OWN);
    seen.ifPresent(
        each -> {
          assertThat(each.getClass()).isEqualTo(event.getClass());
          assertThat(Json.write(each)).doesNotContain("other", "77");
        });
    boolean gone =
        event instanceof RolloutEvent.Ended
            || (Json.write(event).contains("\"other\"") && !Json.write(event).contains("\"own\""));
    assertThat(seen.isEmpty()).isEqualTo(gone);
  }
}
