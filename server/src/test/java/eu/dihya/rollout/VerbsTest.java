package eu.dihya.rollout;

import static eu.dihya.base.TenantScope.everything;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.TenantScope;
import eu.dihya.plan.Budget;
import eu.dihya.plan.OnFailure;
import eu.dihya.plan.StrategySpec;
import eu.dihya.plan.Wave;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tenants that are left out, held and let in again; a dwell that is cut short. */
class VerbsTest {
  private static final List<Wave> WAVES =
      List.of(
          new Wave("Canary", true, Bench.tenants(1, 3)),
          new Wave("Wave 1", false, Bench.tenants(4, 9)));

  @TempDir Path logs;
  private Bench bench;

  @BeforeEach
  void start() {
    bench = new Bench(logs);
    bench.work.outcomes =
        (tenant, attempt) ->
            tenant.equals("a02") ? FakeWork.failure("X") : new TenantWork.RunOutcome.Done(1);
    bench.start(
        Bench.plan(
            new StrategySpec(
                List.of(),
                new StrategySpec.Parallel(4, 2),
                new StrategySpec.FailureBudget(Budget.of("0"), Budget.of("0")),
                OnFailure.PAUSE,
                Duration.ofHours(1)),
            WAVES));
  }

  private RolloutRecord act(RolloutAction action, String... tenants) {
    RunChoice choice = new RunChoice(List.of(tenants), null);
    return bench.rollouts.act("R-0001", action, choice, "because", Bench.ANYA);
  }

  private void assertRefused(String because, ThrowingCallable call) {
    List<RunRecord> before = bench.rollouts.runs(everything(), "R-0001");
    int entries = bench.store.audit().size();
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
        .hasMessageContaining(because);
    assertThat(bench.rollouts.runs(everything(), "R-0001")).isEqualTo(before);
    assertThat(bench.store.audit()).hasSize(entries);
  }

  @Test
  void aFailedTenantThatIsSkippedCountsNoMoreAndIsNotTriedAgain() {
    bench.finish();
    assertThat(bench.state()).isInstanceOf(RolloutState.Paused.class);
    act(RolloutAction.SKIP, "a02");
    assertThat(bench.run("a02")).isEqualTo(new RunState.Skipped("because"));
    assertRefused(
        "no failed or held tenant of rollout R-0001 fits", () -> bench.retry(RunChoice.ALL));
    bench.act(RolloutAction.RESUME);
    bench.finish();
    bench.advance(Duration.ofHours(1));
    bench.finish();
    assertThat(bench.state()).isEqualTo(new RolloutState.Partial("8 done, 0 failed, 1 not done"));
    assertThat(bench.store.attempts(everything(), "R-0001", "a02")).hasSize(1);
    assertThat(bench.store.audit())
        .filteredOn(entry -> entry.action().equals("rollout.skipped"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.reason()).isEqualTo("because"));
  }

  @Test
  void whatIsSkippedDoesNotMakeRoomForAnotherFailure() {
    bench.finish();
    bench.act(RolloutAction.RESUME);
    act(RolloutAction.SKIP, "a02");
    assertThat(bench.state()).isEqualTo(new RolloutState.Running(0));
    bench.work.outcomes = (tenant, attempt) -> FakeWork.failure("Y");
    bench.advance(Duration.ofHours(1));
    bench.finish();
    assertThat(bench.state()).isInstanceOf(RolloutState.Paused.class);
    assertThat(bench.work.called).doesNotContain("a09");
  }

  @Test
  void aTenantThatIsHeldIsNotBegunUntilItIsReleased() {
    act(RolloutAction.HOLD, "a05", "a06");
    bench.finish();
    act(RolloutAction.SKIP, "a02");
    bench.act(RolloutAction.RESUME);
    bench.advance(Duration.ofHours(1));
    bench.finish();
    assertThat(bench.work.called).doesNotContain("a05", "a06").contains("a09");
    assertThat(bench.state()).isEqualTo(new RolloutState.Partial("6 done, 0 failed, 3 not done"));
    act(RolloutAction.RELEASE, "a05");
    bench.finish();
    assertThat(bench.run("a05")).isEqualTo(new RunState.Done(1));
    assertThat(bench.run("a06")).isEqualTo(new RunState.Held("because", true));
    assertThat(bench.state()).isEqualTo(new RolloutState.Partial("7 done, 0 failed, 2 not done"));
    act(RolloutAction.RELEASE, "a06", "a02");
    bench.work.outcomes = (tenant, attempt) -> new TenantWork.RunOutcome.Done(1);
    bench.finish();
    assertThat(bench.state()).isEqualTo(new RolloutState.Succeeded());
  }

  @Test
  void holdingATenantOfALaterWaveDoesNotBeginTheDwellAnew() {
    bench.work.outcomes = (tenant, attempt) -> new TenantWork.RunOutcome.Done(1);
    bench.finish();
    bench.advance(Duration.ofMinutes(59));
    act(RolloutAction.HOLD, "a05");
    act(RolloutAction.RELEASE, "a05");
    bench.advance(Duration.ofMinutes(1));
    bench.finish();
    assertThat(bench.state()).isEqualTo(new RolloutState.Succeeded());
  }

  @Test
  void aNumberThatIsNotTheTrueOneIsRefusedWithTheTrueOne() {
    RunChoice four = new RunChoice(List.of(), null, run -> run.wave() == 1, 4);
    assertRefused(
        "waiting tenants of R-0001 that fit are 6, not 4",
        () -> bench.rollouts.act("R-0001", RolloutAction.HOLD, four, "because", Bench.ANYA));
    RunChoice six = new RunChoice(List.of(), null, run -> run.wave() == 1, 6);
    bench.rollouts.act("R-0001", RolloutAction.HOLD, six, "because", Bench.ANYA);
    assertThat(bench.run("a09")).isEqualTo(new RunState.Held("because", true));
    bench.finish();
    RunChoice two = new RunChoice(List.of(), null, run -> true, 2);
    assertRefused("are 1, not 2", () -> bench.retry(two));
  }

  @Test
  void whoIsNamedAndCannotIsSaid() {
    bench.finish();
    assertRefused("a01 is done, z is not in it", () -> act(RolloutAction.HOLD, "a01", "a05", "z"));
    assertRefused("no tenant is held", () -> act(RolloutAction.RELEASE, "a05"));
    bench.act(RolloutAction.ABORT);
    assertRefused("'skip' is not possible", () -> act(RolloutAction.SKIP, "a05"));
  }

  @Test
  void promotingAdmitsTheNextWaveAtOnce() {
    bench.work.outcomes = (tenant, attempt) -> new TenantWork.RunOutcome.Done(1);
    assertRefused("the admitted wave has not ended", () -> act(RolloutAction.PROMOTE));
    bench.finish();
    assertThat(bench.tasks).isEmpty();
    assertThat(act(RolloutAction.PROMOTE).admittedWaves()).isEqualTo(2);
    assertThat(bench.tasks).isNotEmpty();
    assertRefused("every wave has been admitted", () -> act(RolloutAction.PROMOTE));
    bench.finish();
    assertThat(bench.state()).isEqualTo(new RolloutState.Succeeded());
    assertThat(bench.store.audit()).anyMatch(entry -> entry.action().equals("rollout.promoted"));
  }

  @Test
  void whoHasOnlyCertainTenantsReadsNoReasonThatMaySpeakOfOthers() {
    act(RolloutAction.HOLD, "a05", "a06");
    act(RolloutAction.SKIP, "a07");
    TenantScope own = TenantScope.only(Set.of("a05", "a07"));
    assertThat(bench.rollouts.runs(own, "R-0001"))
        .extracting(RunRecord::state)
        .containsExactly(new RunState.Held("", true), new RunState.Skipped(""));
  }
}
