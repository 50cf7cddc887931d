package eu.dihya.rollout;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/** How many runs show which sign. */
public record Counts(
    int waiting,
    int preparing,
    int running,
    int verifying,
    int done,
    int failed,
    int held,
    int total) {
  public static Counts of(Collection<RunRecord> runs) {
    Map<Mark, Integer> number = new EnumMap<>(Mark.class);
    runs.forEach(run -> number.merge(run.state().mark(), 1, Integer::sum));
    return new Counts(
        number.getOrDefault(Mark.WAITING, 0),
        number.getOrDefault(Mark.PREPARING, 0),
        number.getOrDefault(Mark.RUNNING, 0),
        number.getOrDefault(Mark.VERIFYING, 0),
        number.getOrDefault(Mark.DONE, 0),
        number.getOrDefault(Mark.FAILED, 0),
        number.getOrDefault(Mark.HELD, 0),
        runs.size());
  }

  /** Runs in which work is going on. */
  public int active() {
    return preparing + running + verifying;
  }
}
