package eu.dihya.rollout;

import static eu.dihya.base.TenantScope.everything;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Json;
import eu.dihya.plan.Gates;
import eu.dihya.plan.Plan;
import eu.dihya.plan.PlanRequest;
import eu.dihya.plan.RequiredApprovals;
import eu.dihya.plan.StartAt;
import eu.dihya.plan.StrategySpec;
import eu.dihya.plan.Wave;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rollout that starts by itself: ten minutes after the clock of the bench. */
class ScheduledRolloutTest {
  private static final StartAt AT = StartAt.of("2026-01-05T09:10[Europe/Paris]");

  private static final Approved MISSING =
      new Approved("waits for approvals: 1 approver", List.of());

  @TempDir Path logs;
  private Bench bench;

  @BeforeEach
  void prepare() {
    bench = new Bench(logs);
  }

  @Test
  void startsWhenItIsTime() {
    bench.start(plan());
    assertThat(bench.state()).isEqualTo(new RolloutState.Scheduled(AT));
    assertThat(bench.state().explanation()).isEqualTo("starts at 2026-01-05 09:10 Europe/Paris");
    bench.advance(Duration.ofMinutes(9));
    assertThat(bench.tasks).isEmpty();
    bench.advance(Duration.ofMinutes(1));
    bench.finish();
    assertThat(bench.state()).isEqualTo(new RolloutState.Succeeded());
    assertThat(bench.store.events(everything(), "R-0001").reversed())
        .extracting(happened -> happened.event().getClass().getSimpleName())
        .containsExactly("Scheduled", "Started", "WaveAdmitted", "Ended");
  }

  @Test
  void isStillScheduledAfterARestart() {
    bench.start(plan());
    bench = bench.crashed(bench.store.copy());
    assertThat(bench.state()).isEqualTo(new RolloutState.Scheduled(AT));
    assertThat(Json.read(Json.write(bench.state()), RolloutState.class)).isEqualTo(bench.state());
    bench.advance(Duration.ofMinutes(10));
    bench.finish();
    assertThat(bench.state()).isEqualTo(new RolloutState.Succeeded());
  }

  @Test
  void startsLateWhereNoServerRanAtItsTime() {
    bench.start(plan());
    bench.clock.advance(Duration.ofHours(1));
    bench = bench.crashed(bench.store.copy());
    bench.finish();
    assertThat(bench.state()).isEqualTo(new RolloutState.Succeeded());
  }

  @Test
  void aCommandThatOnlyLooksDoesNotStartIt() {
    bench.start(plan());
    bench.clock.advance(Duration.ofHours(1));
    bench = bench.crashedAndOnlyLookedAt(bench.store.copy());
    assertThat(bench.state()).isEqualTo(new RolloutState.Scheduled(AT));
    assertThat(bench.tasks).isEmpty();
  }

  @Test
  void canBeAbortedBefore() {
    bench.start(plan());
    bench.act(RolloutAction.ABORT);
    assertThat(bench.state()).isEqualTo(new RolloutState.Aborted("because"));
    bench.advance(Duration.ofMinutes(10));
    assertThat(bench.tasks).isEmpty();
    assertThat(bench.rollouts.busy(everything())).isEmpty();
  }

  @Test
  void aTimeThatHasPassedIsRefused() {
    bench.clock.advance(Duration.ofMinutes(11));
    assertThatThrownBy(() -> bench.start(plan()))
        .isInstanceOfSatisfying(
            DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
        .hasMessageContaining("2026-01-05 09:10 Europe/Paris");
    assertThat(bench.store.all(everything())).isEmpty();
  }

  @Test
  void isScheduledWhenTheLastApprovalComesInTime() {
    bench.start(plan(), MISSING);
    assertThat(bench.state()).isEqualTo(new RolloutState.AwaitingApproval(MISSING.missing()));
    bench.rollouts.startAwaiting("R-0001", Approved.NOT_ASKED, Bench.ANYA);
    assertThat(bench.state()).isEqualTo(new RolloutState.Scheduled(AT));
    bench.advance(Duration.ofMinutes(10));
    bench.finish();
    assertThat(bench.state()).isEqualTo(new RolloutState.Succeeded());
  }

  @Test
  void doesNotStartWhenItIsApprovedTooLate() {
    bench.start(plan(), MISSING);
    bench.advance(Duration.ofMinutes(11));
    bench.rollouts.startAwaiting("R-0001", Approved.NOT_ASKED, Bench.ANYA);
    assertThat(bench.state()).isInstanceOf(RolloutState.AwaitingApproval.class);
    assertThat(bench.state().explanation())
        .contains("2026-01-05 09:10 Europe/Paris, which has passed");
    assertThat(bench.tasks).isEmpty();
  }

  @Test
  void waitsForApprovalsAgainWhenOneIsTakenBack() {
    bench.start(plan());
    bench.rollouts.startAwaiting("R-0001", MISSING, Bench.ANYA);
    assertThat(bench.state()).isEqualTo(new RolloutState.AwaitingApproval(MISSING.missing()));
    bench.advance(Duration.ofMinutes(11));
    assertThat(bench.state()).isEqualTo(new RolloutState.AwaitingApproval(MISSING.missing()));
    assertThat(bench.tasks).isEmpty();
  }

  @Test
  void asksWhetherItIsStillApprovedWhenItsTimeComes() {
    bench.rollouts.askForApprovals(plan -> MISSING);
    bench.start(plan());
    bench.advance(Duration.ofMinutes(10));
    assertThat(bench.state()).isEqualTo(new RolloutState.AwaitingApproval(MISSING.missing()));
    assertThat(bench.tasks).isEmpty();
  }

  @Test
  void aProcessThatEndsDoesNotStartIt() {
    bench.start(plan());
    bench.clock.advance(Duration.ofHours(1));
    bench = bench.crashedAndOnlyLookedAt(bench.store.copy());
    bench.rollouts.pauseForShutdown("R-0001", Bench.ANYA.principal());
    assertThat(bench.state()).isEqualTo(new RolloutState.Scheduled(AT));
    assertThat(bench.tasks).isEmpty();
  }

  private static Plan plan() {
    return Bench.plan(
        new PlanRequest("", PlanRequest.LATEST, false, StrategySpec.DEFAULT)
            .on(RequiredApprovals.NONE, Gates.NONE, AT),
        List.of(new Wave("Wave 1", false, Bench.tenants(1, 3))));
  }
}
