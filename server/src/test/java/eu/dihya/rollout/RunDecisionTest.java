package eu.dihya.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.plan.Budget;
import eu.dihya.plan.OnFailure;
import eu.dihya.plan.StrategySpec;
import eu.dihya.plan.Wave;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDecisionTest {
  @TempDir Path logs;
  private Bench bench;

  @BeforeEach
  void prepare() {
    bench = new Bench(logs);
  }

  private static StrategySpec spec() {
    return new StrategySpec(
        List.of(),
        new StrategySpec.Parallel(4, 2),
        new StrategySpec.FailureBudget(Budget.of("0"), Budget.of("0")),
        OnFailure.PAUSE,
        Duration.ZERO);
  }

  private static Evidence evidence() {
    return new Evidence(
        new Evidence.Row("R-0001/a01#1", "common", "1", "up", 1, "0a", "undecided"),
        "ALTER TABLE a",
        "a.sql:1:1",
        null,
        "17",
        false,
        new Evidence.Witness("w1", "w2"),
        new Evidence.Shapes(null, null, "s2"),
        null,
        null);
  }

  @Test
  void aDecisionOnTheEvidenceLetsTheTenantGoOn() {
    bench.work.outcomes =
        (tenant, attempt) ->
            attempt > 1 || !tenant.equals("a01")
                ? new TenantWork.RunOutcome.Done(1)
                : new TenantWork.RunOutcome.InDoubt(FakeWork.error("IN_DOUBT"), evidence());
    bench.start(Bench.plan(spec(), List.of(new Wave("Wave 1", false, Bench.tenants(1, 2)))));
    bench.finish();
    assertThat(bench.run("a01"))
        .isEqualTo(new RunState.InDoubt(FakeWork.error("IN_DOUBT"), evidence()));
    for (String tenant : List.of("a01", "a02")) {
      assertThatThrownBy(() -> decide(tenant, "another digest"))
          .isInstanceOfSatisfying(
              DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    }
    assertThatThrownBy(() -> decide("nobody", evidence().digest()))
        .hasMessageContaining("not in rollout");
    assertThat(bench.work.decided).isEmpty();
    decide("a01", evidence().digest());
    assertThat(bench.work.decided).containsExactly(Map.entry("a01", true));
    bench.finish();
    assertThat(bench.state()).isEqualTo(new RolloutState.Succeeded());
    assertThatThrownBy(() -> decide("a01", evidence().digest()))
        .hasMessageContaining("its run is done, not in-doubt");
    assertThat(bench.store.audit())
        .filteredOn(entry -> entry.action().equals("run.decide-applied"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.reason()).isEqualTo("seen");
              assertThat(entry.tenant()).isEqualTo("a01");
              assertThat(entry.object()).contains("a.sql:1:1").contains("0a");
              assertThat(entry.before() + entry.after()).isEqualTo("w1w2");
            });
  }

  private void decide(String tenant, String digest) {
    bench.rollouts.decide("R-0001", tenant, new RunDecision(true, digest, "seen"), Bench.ANYA);
  }
}
