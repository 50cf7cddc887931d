package eu.dihya.rollout;

import static eu.dihya.base.TenantScope.everything;
import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.plan.Budget;
import eu.dihya.plan.Gates;
import eu.dihya.plan.OnFailure;
import eu.dihya.plan.PlanRequest;
import eu.dihya.plan.ProbeGate;
import eu.dihya.plan.QueryGate;
import eu.dihya.plan.RequiredApprovals;
import eu.dihya.plan.StrategySpec;
import eu.dihya.plan.Wave;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rollout of two waves with ten minutes between them, and gates before them. */
class GatedRolloutTest {
  private static final GateResult FINE = GateResult.passed("probe shop", "the status is 200");
  private static final GateResult ROWS = GateResult.failed("query lost", "it returns rows on a01");
  private static final GateResult NO_ANSWER = GateResult.inconclusive("probe shop", "no answer");

  @TempDir Path logs;
  private final List<GateChecks.Round> looked = new ArrayList<>();
  private Bench bench;

  @BeforeEach
  void prepare() {
    bench = new Bench(logs);
    show(FINE);
  }

  @Test
  void gatesAreLookedAtBeforeEachWave() {
    start(probing());
    assertThat(bench.work.done).containsExactly("a01", "a02");
    assertThat(looked).hasSize(1);
    bench.advance(Duration.ofMinutes(10));
    bench.finish();
    assertThat(bench.state()).isEqualTo(new RolloutState.Succeeded());
    assertThat(looked).extracting(GateChecks.Round::wave).containsExactly(0, 1);
    assertThat(looked.getLast().migrated()).containsExactly("a01", "a02");
    assertThat(events())
        .containsExactly(
            "Started", "GatesChecked", "WaveAdmitted", "GatesChecked", "WaveAdmitted", "Ended");
  }

  @Test
  void queriesAreForTheTenantsOfTheWaveBefore() {
    bench.work.outcomes =
        (tenant, attempt) ->
            tenant.equals("a01")
                ? FakeWork.failure("CONSTRAINT")
                : new TenantWork.RunOutcome.Done(1);
    start(new Gates(List.of(), null, List.of(new QueryGate("lost", "SELECT 1", null)), List.of()));
    assertThat(looked).as("nobody is migrated before the first wave").isEmpty();
    bench.advance(Duration.ofMinutes(10));
    bench.finish();
    assertThat(looked).extracting(GateChecks.Round::migrated).containsExactly(List.of("a02"));
  }

  @Test
  void whatDoesNotHoldPausesAndNobodyBegins() {
    start(probing());
    for (GateResult result : List.of(ROWS, NO_ANSWER)) {
      show(FINE, result);
      bench.advance(Duration.ofMinutes(10));
      bench.finish();
      assertThat(bench.state())
          .isEqualTo(new RolloutState.Paused(PauseCause.POLICY, result.toString(), 0));
      assertThat(bench.work.done).containsExactly("a01", "a02");
      bench.act(RolloutAction.RESUME);
      bench.finish();
      assertThat(bench.state()).as("looked at again").isInstanceOf(RolloutState.Paused.class);
      show(FINE, NO_ANSWER);
      bench.act(RolloutAction.RESUME);
    }
    bench.finish();
    show(FINE);
    bench.act(RolloutAction.RESUME);
    bench.finish();
    assertThat(bench.state()).isEqualTo(new RolloutState.Succeeded());
  }

  @Test
  void whoeverCannotLookDoesNotLetIn() {
    bench.gates =
        round -> {
          throw new IllegalStateException("gone");
        };
    start(probing());
    assertThat(bench.state().explanation())
        .isEqualTo("gates is inconclusive: they could not be looked at");
    assertThat(bench.work.called).isEmpty();
  }

  @Test
  void whatWasSeenForAPausedRolloutDoesNotCount() {
    start(probing());
    bench.advance(Duration.ofMinutes(10));
    assertThat(bench.tasks).as("somebody looks").hasSize(1);
    bench.act(RolloutAction.PAUSE);
    bench.finish();
    assertThat(bench.work.done).containsExactly("a01", "a02");
    bench.act(RolloutAction.RESUME);
    bench.finish();
    assertThat(looked).hasSize(3);
    assertThat(bench.state()).isEqualTo(new RolloutState.Succeeded());
  }

  @Test
  void whatWasSeenBeforeATenantIsRetriedDoesNotLetTheNextWaveIn() {
    bench.work.outcomes =
        (tenant, attempt) ->
            tenant.equals("a01")
                ? FakeWork.failure("CONSTRAINT")
                : new TenantWork.RunOutcome.Done(1);
    start(probing());
    bench.advance(Duration.ofMinutes(10));
    assertThat(bench.tasks).as("somebody looks, the canary's failure is borne").hasSize(1);
    bench.retry(RunChoice.ALL);
    bench.tasks.removeFirst().run();
    assertThat(bench.store.events(everything(), "R-0001"))
        .extracting(happened -> happened.event().getClass().getSimpleName())
        .as("the look is older than the retry")
        .containsOnlyOnce("WaveAdmitted");
    assertThat(bench.run("a03")).isEqualTo(new RunState.Waiting());
    bench.finish();
    assertThat(bench.work.done).doesNotContain("a03");
    bench.advance(Duration.ofMinutes(10));
    bench.finish();
    assertThat(bench.work.done).contains("a03");
  }

  @Test
  void aCrashWhileSomebodyLooksMeansLookingAgain() {
    start(probing());
    bench.advance(Duration.ofMinutes(10));
    var shown = bench.gates;
    bench = bench.crashed(bench.store.copy());
    bench.gates = shown;
    bench.finish();
    assertThat(bench.state()).isEqualTo(new RolloutState.Succeeded());
    assertThat(bench.work.changed.values()).allMatch(times -> times == 1);
  }

  private void show(GateResult... results) {
    bench.gates =
        round -> {
          looked.add(round);
          return List.of(results);
        };
  }

  private void start(Gates gates) {
    StrategySpec spec =
        new StrategySpec(
            List.of(),
            new StrategySpec.Parallel(4, 4),
            new StrategySpec.FailureBudget(Budget.of("1"), Budget.of("1")),
            OnFailure.PAUSE,
            Duration.ofMinutes(10));
    bench.start(
        Bench.plan(
            new PlanRequest("", PlanRequest.LATEST, false, spec)
                .on(RequiredApprovals.NONE, gates, null),
            List.of(
                new Wave("Wave 1", false, Bench.tenants(1, 2)),
                new Wave("Wave 2", false, Bench.tenants(3, 4)))));
    bench.finish();
  }

  private static Gates probing() {
    return new Gates(
        List.of(),
        null,
        List.of(),
        List.of(
            new ProbeGate("shop", "https://shop.example/health", null, null, null, null, null)));
  }

  private List<String> events() {
    return bench.store.events(everything(), "R-0001").reversed().stream()
        .map(happened -> happened.event().getClass().getSimpleName())
        .toList();
  }
}
