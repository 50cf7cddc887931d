package eu.dihya.rollout;

import static eu.dihya.base.TenantScope.everything;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.audit.AuditEntry;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.StoreUnreachable;
import eu.dihya.plan.Budget;
import eu.dihya.plan.OnFailure;
import eu.dihya.plan.Plan;
import eu.dihya.plan.StrategySpec;
import eu.dihya.plan.Wave;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolloutsTest {
  private static final List<Wave> CANARY_OF_SIX =
      List.of(
          new Wave("Canary", true, Bench.tenants(1, 6)),
          new Wave("Wave 1", false, Bench.tenants(7, 60)));

  @TempDir Path logs;
  private Bench bench;

  @BeforeEach
  void prepare() {
    bench = new Bench(logs);
  }

  private static StrategySpec spec(OnFailure onFailure, String canary, String total) {
    return new StrategySpec(
        List.of(),
        new StrategySpec.Parallel(4, 2),
        new StrategySpec.FailureBudget(Budget.of(canary), Budget.of(total)),
        onFailure,
        Duration.ZERO);
  }

  private void fail(String... tenants) {
    bench.work.outcomes =
        (tenant, attempt) ->
            List.of(tenants).contains(tenant) && attempt == 1
                ? FakeWork.failure("CONSTRAINT")
                : new TenantWork.RunOutcome.Done(1);
  }

  private void failInTheCanary() {
    fail("a03");
    bench.start(Bench.plan(spec(OnFailure.PAUSE, "0", "0"), CANARY_OF_SIX));
    bench.finish();
  }

  @Test
  void oneFailureInTheCanaryStopsBeforeAnybodyElse() {
    failInTheCanary();
    assertThat(bench.state())
        .isEqualTo(
            new RolloutState.Paused(PauseCause.POLICY, "1 failure in the canary (limit 0)", 0));
    assertThat(bench.work.done).containsExactly("a01", "a02", "a04", "a05", "a06");
    assertThat(bench.work.called).containsExactlyInAnyOrderElementsOf(Bench.tenants(1, 6));
    assertThat(bench.run("a07")).isEqualTo(new RunState.Waiting());
    assertThat(Counts.of(bench.rollouts.runs(everything(), "R-0001")))
        .isEqualTo(new Counts(54, 0, 0, 0, 5, 1, 0, 60));
  }

  @Test
  void goingOnFromACanaryThatFailedBearsThatFailure() {
    failInTheCanary();
    bench.act(RolloutAction.RESUME);
    bench.finish();
    assertThat(bench.state()).isEqualTo(new RolloutState.Partial("59 done, 1 failed, 0 not done"));
    assertThat(bench.ended).containsExactly("R-0001");
    bench.retry(RunChoice.ALL);
    bench.finish();
    assertThat(bench.state()).isEqualTo(new RolloutState.Succeeded());
    assertThat(bench.ended).containsExactly("R-0001", "R-0001");
    assertThat(bench.work.changed.values()).allMatch(times -> times == 1);
  }

  @Test
  void retryingTheCanaryGoesOnByItself() {
    failInTheCanary();
    bench.retry(new RunChoice(List.of("a03"), null));
    bench.finish();
    assertThat(bench.state()).isEqualTo(new RolloutState.Succeeded());
    assertThat(bench.store.attempts(everything(), "R-0001", "a03"))
        .extracting(Attempt::outcome)
        .containsExactly("failed", "done");
  }

  @Test
  void aFurtherFailureAfterResumingStopsAgain() {
    fail("a01", "a20");
    bench.start(Bench.plan(spec(OnFailure.PAUSE, "0", "0"), CANARY_OF_SIX));
    bench.finish();
    bench.act(RolloutAction.RESUME);
    bench.finish();
    assertThat(bench.state()).isInstanceOf(RolloutState.Paused.class);
    assertThat(bench.work.called).doesNotContain("a60");
  }

  @Test
  void aShareOfFailuresIsBorne() {
    fail("a10", "a11", "a12");
    bench.start(Bench.plan(spec(OnFailure.PAUSE, "0", "5%"), CANARY_OF_SIX));
    bench.finish();
    assertThat(bench.state()).isEqualTo(new RolloutState.Partial("57 done, 3 failed, 0 not done"));
  }

  @Test
  void drainingLetsTheRunningOnesFinishAndNobodyElseBegin() {
    fail("a01");
    bench.start(
        Bench.plan(
            spec(OnFailure.DRAIN, "0", "0"),
            List.of(new Wave("Wave 1", false, Bench.tenants(1, 20)))));
    bench.finish();
    assertThat(bench.state())
        .isEqualTo(new RolloutState.Partial("1 failure (limit 0); 3 done, 1 failed, 16 not done"));
    assertThat(bench.work.called).hasSize(4);
  }

  @Test
  void abortingCancelsWhatRuns() {
    bench.work.middle =
        (tenant, listener) -> {
          boolean[] cancelled = new boolean[1];
          listener.cancellable(() -> cancelled[0] = true);
          if (tenant.equals("a01")) {
            bench.act(RolloutAction.ABORT);
          }
          return !cancelled[0];
        };
    bench.start(
        Bench.plan(
            spec(OnFailure.PAUSE, "0", "0"),
            List.of(new Wave("Wave 1", false, Bench.tenants(1, 20)))));
    bench.finish();
    assertThat(bench.state()).isEqualTo(new RolloutState.Aborted("because"));
    assertThat(bench.work.done).isEmpty();
    assertThat(bench.rollouts.runs(everything(), "R-0001")).noneMatch(run -> run.state().active());
  }

  @Test
  void abortingByPolicyCancelsOutsideTheLock() {
    bench.work.outcomes = (tenant, attempt) -> FakeWork.failure("CONSTRAINT");
    List<String> cancelled = new java.util.ArrayList<>();
    bench.work.middle =
        (tenant, listener) -> {
          if (tenant.equals("a02")) {
            listener.cancellable(() -> cancelled.add(tenant));
            bench.tasks.removeFirst().run();
          }
          return true;
        };
    bench.start(
        Bench.plan(
            spec(OnFailure.ABORT, "0", "0"),
            List.of(new Wave("Wave 1", false, Bench.tenants(2, 3)))));
    bench.finish();
    assertThat(cancelled).containsExactly("a02");
    assertThat(bench.state()).isEqualTo(new RolloutState.Aborted("1 failure (limit 0)"));
  }

  @Test
  void aCancellationThatFailsDoesNotKeepTheOthersFromBeingCancelled() {
    bench.work.middle =
        (tenant, listener) -> {
          listener.cancellable(
              () -> {
                throw new IllegalStateException("the server does not answer");
              });
          bench.act(RolloutAction.ABORT);
          return false;
        };
    bench.start(
        Bench.plan(
            spec(OnFailure.PAUSE, "0", "0"),
            List.of(new Wave("Wave 1", false, Bench.tenants(1, 1)))));
    bench.finish();
    assertThat(bench.state()).isEqualTo(new RolloutState.Aborted("because"));
    assertThat(
            new RunLogs(logs)
                .read(
                    everything(),
                    new RunLogs.Run("R-0001", "a01"),
                    new RunLogs.Wanted(0, "could not be cancelled", 9))
                .total())
        .isEqualTo(1);
  }

  @Test
  void theNextWaveWaitsForTheDwellAlsoAfterARetry() {
    fail("a02");
    StrategySpec spec =
        new StrategySpec(
            List.of(),
            new StrategySpec.Parallel(4, 2),
            new StrategySpec.FailureBudget(Budget.of("1"), Budget.of("1")),
            OnFailure.PAUSE,
            Duration.ofMinutes(10));
    bench.start(
        Bench.plan(
            spec,
            List.of(
                new Wave("Canary", true, Bench.tenants(1, 2)),
                new Wave("Wave 1", false, Bench.tenants(3, 4)))));
    bench.finish();
    assertThat(bench.work.called).hasSize(2);
    bench.advance(Duration.ofMinutes(9));
    bench.retry(RunChoice.ALL);
    bench.finish();
    bench.advance(Duration.ofMinutes(9));
    bench.finish();
    assertThat(bench.work.called).as("the wave ended anew with the retry").hasSize(3);
    bench.advance(Duration.ofMinutes(1));
    bench.finish();
    assertThat(bench.state()).isEqualTo(new RolloutState.Succeeded());
  }

  @Test
  void retriesByGroupTakeThatGroupOnly() {
    bench.work.outcomes =
        (tenant, attempt) ->
            attempt > 1
                ? new TenantWork.RunOutcome.Done(1)
                : switch (tenant) {
                  case "a01", "a02" -> FakeWork.failure("CONSTRAINT");
                  case "a03" -> FakeWork.failure("LOCKED");
                  case "a04" -> new TenantWork.RunOutcome.Held("drifted");
                  case "a05" -> new TenantWork.RunOutcome.InDoubt(FakeWork.error("IN_DOUBT"), null);
                  default -> new TenantWork.RunOutcome.Done(1);
                };
    bench.start(
        Bench.plan(
            spec(OnFailure.PAUSE, "9", "9"),
            List.of(new Wave("Wave 1", false, Bench.tenants(1, 6)))));
    bench.finish();
    assertThat(bench.state()).isEqualTo(new RolloutState.Partial("1 done, 3 failed, 2 not done"));
    List<FailureGroup> groups = FailureGroup.of(bench.rollouts.runs(everything(), "R-0001"));
    assertThat(groups)
        .extracting(group -> group.error().errorClass() + group.tenants())
        .containsExactly("CONSTRAINT[a01, a02]", "LOCKED[a03]", "HELD[a04]", "IN_DOUBT[a05]");
    bench.retry(new RunChoice(List.of(), groups.getFirst().key()));
    bench.finish();
    assertThat(bench.run("a01").word() + bench.run("a02").word()).isEqualTo("donedone");
    assertThat(bench.run("a03").word() + bench.run("a04").word() + bench.run("a05").word())
        .isEqualTo("failedheldin-doubt");
    assertThatThrownBy(() -> bench.retry(new RunChoice(List.of("a01"), null)))
        .hasMessageContaining("no failed or held tenant of rollout R-0001 fits");
    bench.retry(RunChoice.ALL);
    bench.finish();
    assertThat(bench.state()).isEqualTo(new RolloutState.Succeeded());
  }

  @Test
  void anAmendedPlanSendsThoseBackWhoHaveSomethingNewToDo() {
    fail("a02");
    StrategySpec spec = spec(OnFailure.PAUSE, "0", "0");
    List<Wave> waves = List.of(new Wave("Wave 1", false, Bench.tenants(1, 3)));
    bench.start(Bench.plan(spec, waves));
    bench.finish();
    Plan amended = kept(Bench.plan(spec, waves));
    RolloutRecord after =
        bench.rollouts.amend("R-0001", amended, RunChoice.ALL, "fixed", Bench.ANYA);
    assertThat(after.planId()).isEqualTo(amended.id());
    bench.finish();
    assertThat(bench.state()).isEqualTo(new RolloutState.Succeeded());
    assertThat(bench.rollouts.runs(everything(), "R-0001"))
        .extracting(RunRecord::attempt)
        .containsExactly(2, 2, 2);
  }

  @Test
  void anEndedRolloutWithFailuresCanBeAmended() {
    fail("a01");
    List<Wave> waves = List.of(new Wave("Wave 1", false, Bench.tenants(1, 1)));
    bench.start(Bench.plan(spec(OnFailure.DRAIN, "0", "0"), waves));
    bench.finish();
    assertThat(bench.state()).isInstanceOf(RolloutState.Failed.class);
    Plan amended = kept(Bench.plan(spec(OnFailure.DRAIN, "0", "0"), waves));
    bench.rollouts.amend("R-0001", amended, RunChoice.ALL, "fixed", Bench.ANYA);
    bench.finish();
    assertThat(bench.state()).isEqualTo(new RolloutState.Succeeded());
  }

  @Test
  void aPlanIsNotChangedUnderTenantsAtWorkNorByARefusedAmendment() {
    List<Wave> waves = List.of(new Wave("Wave 1", false, Bench.tenants(1, 3)));
    StrategySpec spec = spec(OnFailure.PAUSE, "0", "0");
    String before = bench.start(Bench.plan(spec, waves)).planId();
    Plan amended = kept(Bench.plan(spec, waves));
    assertThatThrownBy(
            () -> bench.rollouts.amend("R-0001", amended, RunChoice.ALL, "x", Bench.ANYA))
        .hasMessageContaining("has tenants at work");
    bench.finish();
    assertThatThrownBy(
            () -> bench.rollouts.amend("R-0001", amended, RunChoice.ALL, "x", Bench.ANYA))
        .isInstanceOfSatisfying(
            DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    assertThat(bench.rollouts.current(everything(), "R-0001").planId()).isEqualTo(before);
  }

  @Test
  void aTenantIsInOneRolloutAtATime() {
    StrategySpec spec = spec(OnFailure.PAUSE, "0", "0");
    bench.start(Bench.plan(spec, List.of(new Wave("Wave 1", false, Bench.tenants(1, 3)))));
    assertThat(bench.rollouts.busy(everything())).containsEntry("a02", "R-0001").hasSize(3);
    assertThatThrownBy(
            () ->
                bench.start(
                    Bench.plan(spec, List.of(new Wave("Wave 1", false, Bench.tenants(3, 4))))))
        .hasMessageContaining("tenant a03 is in rollout R-0001");
    bench.finish();
    assertThat(bench.rollouts.busy(everything())).isEmpty();
    assertThat(
            bench
                .start(Bench.plan(spec, List.of(new Wave("Wave 1", false, Bench.tenants(3, 4)))))
                .id())
        .isEqualTo("R-0002");
    assertThat(bench.rollouts.all(everything()))
        .extracting(RolloutRecord::id)
        .containsExactly("R-0002", "R-0001");
  }

  @Test
  void nothingToDoIsNotStarted() {
    assertThatThrownBy(() -> bench.start(Bench.plan(StrategySpec.DEFAULT, List.of())))
        .hasMessageContaining("nothing to do");
    assertThatThrownBy(() -> bench.rollouts.current(everything(), "R-0099"))
        .hasMessageContaining("there is no rollout R-0099");
  }

  @Test
  void shuttingDownStopsInTheMiddleAndTheNextProcessGoesOn() {
    List<Wave> waves = List.of(new Wave("Wave 1", false, Bench.tenants(1, 9)));
    bench.start(Bench.plan(spec(OnFailure.PAUSE, "0", "0"), waves));
    bench.tasks.removeFirst().run();
    Thread closing = Thread.ofVirtual().start(bench.rollouts::close);
    org.awaitility.Awaitility.await().until(() -> closing.getState() == Thread.State.WAITING);
    bench.finish();
    org.awaitility.Awaitility.await().until(() -> !closing.isAlive());
    assertThat(bench.work.done).hasSize(1);
    assertThat(bench.store.find(everything(), "R-0001").orElseThrow().state())
        .isEqualTo(new RolloutState.Running(0));
    Bench next = bench.crashed(bench.store.copy()).finish();
    assertThat(next.state()).isEqualTo(new RolloutState.Succeeded());
  }

  @Test
  void aCommandThatOnlyLooksAfterACrashSetsNothingGoing() {
    List<Wave> waves = List.of(new Wave("Wave 1", false, Bench.tenants(1, 9)));
    bench.start(Bench.plan(spec(OnFailure.PAUSE, "0", "0"), waves));
    bench.tasks.removeFirst().run();
    Bench next = bench.crashedAndOnlyLookedAt(bench.store.copy()).finish();
    assertThat(next.state())
        .isEqualTo(
            new RolloutState.Paused(
                PauseCause.SHUTDOWN,
                "the process that carried it out ended; resume it to go on",
                0));
    assertThat(next.work.done).hasSize(1);
    next.act(RolloutAction.RESUME);
    assertThat(next.finish().state()).isEqualTo(new RolloutState.Succeeded());
  }

  @Test
  void pausingForAShutdownStopsWhatRunsAndIsResumedByAPerson() {
    List<Wave> waves = List.of(new Wave("Wave 1", false, Bench.tenants(1, 9)));
    bench.start(Bench.plan(spec(OnFailure.PAUSE, "0", "0"), waves));
    bench.rollouts.pauseForShutdown("R-0001", Bench.ANYA.principal());
    bench.finish();
    assertThat(bench.work.done).isEmpty();
    assertThat(bench.state())
        .isInstanceOfSatisfying(
            RolloutState.Paused.class,
            paused -> assertThat(paused.cause()).isEqualTo(PauseCause.SHUTDOWN));
    bench.rollouts.pauseForShutdown("R-0001", Bench.ANYA.principal());
    bench.act(RolloutAction.RESUME);
    bench.act(RolloutAction.RESUME);
    bench.finish();
    assertThat(bench.state()).isEqualTo(new RolloutState.Succeeded());
    bench.rollouts.pauseForShutdown("R-0001", Bench.ANYA.principal());
    assertThat(bench.state()).isEqualTo(new RolloutState.Succeeded());
  }

  @Test
  void aDrainingRolloutFinishesAfterACrashWhatHadBegun() {
    bench.start(
        Bench.plan(
            spec(OnFailure.PAUSE, "0", "0"),
            List.of(new Wave("Wave 1", false, Bench.tenants(1, 9)))));
    List<String> begun =
        bench.rollouts.runs(everything(), "R-0001").stream()
            .filter(run -> run.state().active())
            .map(RunRecord::tenant)
            .toList();
    bench.act(RolloutAction.DRAIN);
    Bench next = bench.crashed(bench.store.copy()).finish();
    assertThat(next.work.done).containsExactlyElementsOf(begun).hasSize(4);
    assertThat(next.state())
        .isEqualTo(new RolloutState.Partial("because; 4 done, 0 failed, 5 not done"));
    assertThat(next.store.attempts(everything(), "R-0001", begun.getFirst()))
        .extracting(Attempt::outcome)
        .containsExactly("interrupted", "done");
  }

  @Test
  void whateverIsThrownEndsTheRun() {
    bench.work.outcomes =
        (tenant, attempt) -> {
          if (tenant.equals("a01")) {
            throw new StackOverflowError();
          }
          throw new IllegalStateException("secret");
        };
    bench.start(
        Bench.plan(
            spec(OnFailure.PAUSE, "0", "9"),
            List.of(new Wave("Wave 1", false, Bench.tenants(1, 2)))));
    bench.finish();
    assertThat(bench.state()).isEqualTo(new RolloutState.Failed("0 done, 2 failed, 0 not done"));
    assertThat(bench.run("a01"))
        .isInstanceOfSatisfying(
            RunState.Failed.class,
            failed -> assertThat(failed.error().message()).contains("StackOverflowError"));
    assertThat(bench.run("a02").toString()).doesNotContain("secret");
  }

  @Test
  void aStoreThatFailsLeavesNothingBegunThatNobodyWorksOn() {
    bench.start(
        Bench.plan(
            spec(OnFailure.PAUSE, "0", "0"),
            List.of(new Wave("Wave 1", false, Bench.tenants(1, 1)))));
    bench.rollouts.pauseForShutdown("R-0001", Bench.ANYA.principal());
    bench.finish();
    bench.store.fail(true);
    assertThatThrownBy(() -> bench.act(RolloutAction.RESUME)).hasMessageContaining("disk is full");
    bench.store.fail(false);
    bench.act(RolloutAction.RESUME);
    bench.finish();
    assertThat(bench.state()).isEqualTo(new RolloutState.Succeeded());
  }

  @Test
  void theReportOfAnEndIsForgottenWhenItGoesOn() {
    fail("a01");
    bench.start(
        Bench.plan(
            spec(OnFailure.PAUSE, "9", "9"),
            List.of(new Wave("Wave 1", false, Bench.tenants(1, 2)))));
    bench.finish();
    bench.rollouts.reported("R-0001", "bafy1");
    assertThat(bench.rollouts.current(everything(), "R-0001").reportCid()).isEqualTo("bafy1");
    bench.retry(RunChoice.ALL);
    assertThat(bench.rollouts.current(everything(), "R-0001").reportCid()).isNull();
    assertThat(bench.rollouts.current(everything(), "R-0001").finishedAt()).isNull();
  }

  private Plan kept(Plan plan) {
    return bench.store.keep(
        plan, AuditEntry.of(bench.clock.instant(), "node-1", Bench.ANYA, "plan.make", "", ""));
  }

  @Test
  void whileTheStoreIsAwayARolloutWaitsAndForgetsNothing() {
    bench.start(Bench.plan(spec(OnFailure.PAUSE, "0", "0"), CANARY_OF_SIX));
    int begun = bench.tasks.size();
    assertThat(begun).isPositive();
    bench.store.beAway(true);
    bench.finish();
    assertThat(bench.work.done).hasSize(begun);
    bench.advance(Duration.ofSeconds(2));
    bench.finish();
    assertThatThrownBy(() -> bench.act(RolloutAction.PAUSE)).isInstanceOf(StoreUnreachable.class);
    assertThat(bench.work.called).as("nobody is begun or tried twice").hasSize(begun);
    bench.store.beAway(false);
    bench.advance(Duration.ofSeconds(2));
    bench.finish();
    assertThat(bench.state()).isEqualTo(new RolloutState.Succeeded());
    assertThat(bench.work.called).doesNotHaveDuplicates().hasSize(60);
    assertThat(bench.hasAlarm()).isFalse();
  }

  @Test
  void aServerThatEndsWhileTheStoreIsAwayDoesNotWaitForIt() {
    bench.start(Bench.plan(spec(OnFailure.PAUSE, "0", "0"), CANARY_OF_SIX));
    bench.store.beAway(true);
    Thread closing = Thread.ofVirtual().start(bench.rollouts::close);
    Awaitility.await().until(() -> closing.getState() == Thread.State.WAITING);
    bench.finish();
    Awaitility.await().until(() -> !closing.isAlive());
  }
}
