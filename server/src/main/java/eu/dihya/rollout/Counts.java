package eu.dihya.rollout;

import java.util.Collection;

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
    int[] number = new int[Mark.values().length];
    runs.forEach(run -> number[run.state().mark().ordinal()]++);
    return new Counts(
        number[Mark.WAITING.ordinal()],
        number[Mark.PREPARING.ordinal()],
        number[Mark.RUNNING.ordinal()],
        number[Mark.VERIFYING.ordinal()],
        number[Mark.DONE.ordinal()],
        number[Mark.FAILED.ordinal()],
        number[Mark.HELD.ordinal()],
        runs.size());
  }

  /** Runs in which work is going on. */
  public int active() {
    return preparing + running + verifying;
  }
}
