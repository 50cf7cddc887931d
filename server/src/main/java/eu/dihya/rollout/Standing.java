package eu.dihya.rollout;

import eu.dihya.plan.Direction;
import eu.dihya.plan.Plan;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** How a rollout stands: all that decides what a person can do to it. */
public record Standing(RolloutRecord rollout, Plan plan, List<RunRecord> runs) {
  public Standing {
    runs = List.copyOf(runs);
  }

  RolloutState state() {
    return rollout.state();
  }

  /** Those that failed, were held by what was seen, or are in doubt. */
  List<RunRecord> unsuccessful() {
    return runs(RunState::failure);
  }

  /**
   * Those that have not begun. One that was stopped in the middle is not among them: its target may
   * stand between two versions.
   */
  List<RunRecord> waiting() {
    return runs(Standing::notBegun);
  }

  /** Those that a person can leave out. */
  List<RunRecord> skippable() {
    return runs(state -> notBegun(state) || state.failure() || state instanceof RunState.Held);
  }

  /** Those that a person holds or has left out. */
  List<RunRecord> setAside() {
    return runs(RunState::setAside);
  }

  boolean atWork() {
    return runs.stream().anyMatch(run -> run.state().active());
  }

  /** Why there is no dwell that could be cut short; empty when there is. */
  Optional<String> noDwell() {
    if (rollout.admittedWaves() == plan.waves().size()) {
      return Optional.of("every wave has been admitted");
    }
    if (rollout.waveEndedAt() == null) {
      return Optional.of("the admitted wave has not ended");
    }
    return plan.request().strategy().dwell().isZero()
        ? Optional.of("there is no dwell between its waves")
        : Optional.empty();
  }

  /** That it is or was reverted, for people; empty when nobody did. */
  Optional<String> reverted() {
    return rollout.aftermath().reverted();
  }

  /** Why it has nothing that could be undone with down sections; empty when it has. */
  Optional<String> nothingToRevert() {
    if (plan.direction() == Direction.DOWN) {
      return Optional.of("it went down; to go up again, make a plan");
    }
    return runs.stream().allMatch(run -> run.attempt() == 0)
        ? Optional.of("it began with no tenant")
        : Optional.empty();
  }

  private List<RunRecord> runs(Predicate<RunState> wanted) {
    return runs.stream().filter(run -> wanted.test(run.state())).toList();
  }

  private static boolean notBegun(RunState state) {
    return state instanceof RunState.Waiting waiting && !waiting.interrupted();
  }
}
