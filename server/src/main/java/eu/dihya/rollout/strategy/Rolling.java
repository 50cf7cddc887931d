package eu.dihya.rollout.strategy;

import eu.dihya.rollout.RolloutState;
import eu.dihya.rollout.RunState;
import eu.dihya.rollout.strategy.View.RunView;
import eu.dihya.rollout.strategy.View.WaveView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Wave after wave. A canary always runs to its end, so that it shows everything that would fail,
 * and is then measured against its own budget; later waves are measured against the total budget at
 * each failure.
 */
public final class Rolling implements Strategy {
  @Override
  public Decision decide(View view) {
    return switch (view.state()) {
      case RolloutState.Planned ignored -> new Decision.Wait();
      case RolloutState.AwaitingApproval ignored -> new Decision.Wait();
      case RolloutState.Scheduled scheduled -> whenItIsTime(scheduled.at().instant(), view.now());
      case RolloutState.Running running -> whileRunning(view, running.borne());
      case RolloutState.Paused ignored -> new Decision.Wait();
      case RolloutState.Draining ignored -> drain(view);
      case RolloutState.Aborting ignored -> endWhenIdle(view);
      case RolloutState.Succeeded ignored -> new Decision.Wait();
      case RolloutState.Partial ignored -> new Decision.Wait();
      case RolloutState.Failed ignored -> new Decision.Wait();
      case RolloutState.Aborted ignored -> new Decision.Wait();
    };
  }

  private static Decision whenItIsTime(Instant start, Instant now) {
    return start.isAfter(now) ? new Decision.WaitUntil(start) : new Decision.Start();
  }

  private static Decision whileRunning(View view, int borne) {
    List<RunView> admitted =
        view.waves().stream()
            .limit(view.admittedWaves())
            .flatMap(wave -> wave.runs().stream())
            .toList();
    boolean inCanary =
        view.admittedWaves() > 0 && view.waves().get(view.admittedWaves() - 1).canary();
    boolean ended =
        admitted.stream()
            .noneMatch(run -> run.state() instanceof RunState.Waiting || run.state().active());
    if ((!inCanary || ended) && exceeded(view, admitted, inCanary, borne)) {
      return new Decision.Stop(because(view, admitted, inCanary));
    }
    if (!ended) {
      Decision next = start(view, admitted, RunView::ready);
      return next instanceof Decision.Wait ? untilOneOpens(admitted) : next;
    }
    return nextWave(view);
  }

  private static Decision nextWave(View view) {
    if (view.admittedWaves() == view.waves().size()) {
      return new Decision.End();
    }
    if (view.admittedWaves() == 0) {
      return new Decision.AdmitWave(0);
    }
    Instant endedAt = view.waveEndedAt();
    if (endedAt == null) {
      return new Decision.NoteWaveEnd();
    }
    Instant dwellEnd = endedAt.plus(view.spec().dwell());
    return dwellEnd.isAfter(view.now())
        ? new Decision.WaitUntil(dwellEnd)
        : new Decision.AdmitWave(view.admittedWaves());
  }

  private static Decision start(View view, List<RunView> admitted, Predicate<RunView> ready) {
    List<RunView> active = admitted.stream().filter(run -> run.state().active()).toList();
    Map<String, Integer> onServer = new HashMap<>();
    active.forEach(run -> onServer.merge(run.server(), 1, Integer::sum));
    int free = view.spec().parallel().total() - active.size();
    List<String> chosen = new ArrayList<>();
    for (RunView run : admitted) {
      if (chosen.size() < free
          && ready.test(run)
          && onServer.getOrDefault(run.server(), 0) < view.spec().parallel().perServer()) {
        onServer.merge(run.server(), 1, Integer::sum);
        chosen.add(run.tenant());
      }
    }
    return chosen.isEmpty() ? new Decision.Wait() : new Decision.Run(chosen);
  }

  private static Decision untilOneOpens(List<RunView> admitted) {
    return admitted.stream()
        .filter(run -> run.state() instanceof RunState.Waiting && !run.ready())
        .flatMap(run -> Stream.ofNullable(run.opens()))
        .min(Comparator.naturalOrder())
        .<Decision>map(Decision.WaitUntil::new)
        .orElseGet(Decision.Wait::new);
  }

  /** Running tenants finish, also those that a crash or a restart has stopped in the middle. */
  private static Decision drain(View view) {
    Predicate<RunView> interrupted =
        run -> run.state() instanceof RunState.Waiting waiting && waiting.interrupted();
    return runs(view).anyMatch(interrupted)
        ? start(view, runs(view).toList(), interrupted)
        : endWhenIdle(view);
  }

  private static Decision endWhenIdle(View view) {
    return runs(view).anyMatch(run -> run.state().active())
        ? new Decision.Wait()
        : new Decision.End();
  }

  private static boolean exceeded(View view, List<RunView> admitted, boolean inCanary, int borne) {
    int failures = failures(admitted) - borne;
    int targets = (int) runs(view).count();
    var budget = view.spec().failureBudget();
    return (inCanary ? budget.canary() : budget.total())
        .isExceededBy(Math.max(0, failures), targets);
  }

  private static String because(View view, List<RunView> admitted, boolean inCanary) {
    var budget = view.spec().failureBudget();
    int failures = failures(admitted);
    String where = inCanary ? " in the canary" : "";
    return failures
        + (failures == 1 ? " failure" : " failures")
        + where
        + " (limit "
        + (inCanary ? budget.canary() : budget.total())
        + ")";
  }

  private static int failures(List<RunView> runs) {
    return (int) runs.stream().map(RunView::state).filter(RunState::failure).count();
  }

  private static Stream<RunView> runs(View view) {
    return view.waves().stream().map(WaveView::runs).flatMap(List::stream);
  }
}
