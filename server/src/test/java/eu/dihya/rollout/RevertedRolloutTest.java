package eu.dihya.rollout;

import static eu.dihya.base.TenantScope.everything;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.audit.AuditEntry;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.plan.Budget;
import eu.dihya.plan.OnFailure;
import eu.dihya.plan.Plan;
import eu.dihya.plan.PlanRequest;
import eu.dihya.plan.StrategySpec;
import eu.dihya.plan.Wave;
import eu.dihya.store.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rollout of which a02 failed and a03 was left waiting, and another one that takes it back. */
class RevertedRolloutTest {
  private static final StrategySpec SPEC =
      new StrategySpec(
          List.of(),
          new StrategySpec.Parallel(4, 4),
          new StrategySpec.FailureBudget(Budget.of("0"), Budget.of("0")),
          OnFailure.DRAIN,
          Duration.ZERO);
  private static final List<Wave> WAVES =
      List.of(
          new Wave("Canary", true, Bench.tenants(1, 2)),
          new Wave("Wave 1", false, Bench.tenants(3, 3)));

  @TempDir Path logs;
  private Bench bench;

  @BeforeEach
  void endPartly() {
    bench = new Bench(logs);
    bench.work.outcomes =
        (tenant, attempt) ->
            tenant.equals("a02") ? FakeWork.failure("X") : new TenantWork.RunOutcome.Done(1);
    bench.start(Bench.plan(SPEC, WAVES));
    bench.finish();
    assertThat(bench.state()).isInstanceOf(RolloutState.Partial.class);
  }

  private static Plan revert() {
    return Bench.plan(
        PlanRequest.reverting("R-0001", "", SPEC),
        List.of(new Wave("Wave 1", false, Bench.tenants(1, 1))));
  }

  private String revertedBy() {
    return bench.rollouts.current(everything(), "R-0001").aftermath().revertedBy();
  }

  private static void assertConflict(String because, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
        .hasMessageContaining(because);
  }

  @Test
  void goesOnNoMore() {
    bench.start(revert());
    bench.finish();
    assertThat(revertedBy()).isEqualTo("R-0002");
    Plan other = kept(Bench.plan(SPEC, WAVES));
    assertConflict("R-0002 reverts it", () -> bench.retry(RunChoice.ALL));
    assertConflict(
        "R-0002 reverts it",
        () -> bench.rollouts.amend("R-0001", other, RunChoice.ALL, "x", Bench.ANYA));
    assertThat(bench.rollouts.current(everything(), "R-0001").planId()).isEqualTo("P-0001");
    assertThat(
            RunDecision.refusal(
                bench.rollouts.current(everything(), "R-0001"),
                new RunState.InDoubt(FakeWork.error("X"), Samples.evidence())))
        .contains("R-0002 reverts it");
  }

  @Test
  void isNotedAsRevertedAlsoWhenTheProcessEndedInBetween() {
    bench.start(revert());
    MemoryRolloutStore between =
        bench.store.moments().stream()
            .filter(moment -> moment.find(everything(), "R-0002").isPresent())
            .findFirst()
            .orElseThrow();
    assertThat(between.find(everything(), "R-0001").orElseThrow().aftermath().revertedBy())
        .isNull();
    bench = bench.crashed(between.copy());
    assertThat(revertedBy()).isEqualTo("R-0002");
  }

  @Test
  void isNotTakenUpAgainWhileAnotherRolloutHasItsTenants() {
    bench.start(Bench.plan(SPEC, List.of(new Wave("Wave 1", false, Bench.tenants(3, 4)))));
    assertConflict("tenant a03 is in rollout R-0002", () -> bench.retry(RunChoice.ALL));
    bench.finish();
    bench.retry(RunChoice.ALL);
  }

  @Test
  void anAmendmentWhoseRetryIsRefusedChangesNothing() {
    Plan amended = kept(Bench.plan(SPEC, WAVES));
    RunChoice unknown = new RunChoice(List.of("a99"), null);
    assertConflict(
        "R-0001", () -> bench.rollouts.amend("R-0001", amended, unknown, "x", Bench.ANYA));
    assertThat(bench.rollouts.current(everything(), "R-0001").planId()).isEqualTo("P-0001");
    assertThat(bench.run("a01").word()).isEqualTo("done");
  }

  @Test
  void itsReportIsClosedOnce() {
    RolloutRecord signed =
        bench.rollouts.signOff("R-0001", SignOff.Verdict.KO, "bills are wrong", Bench.ANYA);
    assertThat(signed.aftermath().signOff())
        .isNotNull()
        .satisfies(by -> assertThat(by.comment()).isEqualTo("bills are wrong"));
    assertConflict(
        "signed off already",
        () -> bench.rollouts.signOff("R-0001", SignOff.Verdict.OK, "after all", Bench.ANYA));
  }

  private Plan kept(Plan plan) {
    return bench.store.keep(
        plan, AuditEntry.of(bench.clock.instant(), "node-1", Bench.ANYA, "plan.make", "", ""));
  }
}
