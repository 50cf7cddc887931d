package eu.dihya.plan;

import eu.dihya.engine.Undecided;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How a rolling rollout goes about it.
 *
 * @param waves in order; none means one wave with everybody
 * @param dwell wait between the end of a wave and the next
 * @param undecided what is done about a statement of which nobody can tell whether it took effect
 */
public record StrategySpec(
    List<WaveSpec> waves,
    Parallel parallel,
    FailureBudget failureBudget,
    OnFailure onFailure,
    Duration dwell,
    Undecided undecided) {
  /** One wave, 16 in all, 4 a server, pause at the first failure, nothing undecided begun. */
  public static final StrategySpec DEFAULT =
      new StrategySpec(
          List.of(),
          new Parallel(16, 4),
          new FailureBudget(Budget.NONE, Budget.NONE),
          OnFailure.PAUSE,
          Duration.ZERO);

  public StrategySpec {
    waves = List.copyOf(waves);
    // A strategy that was stored before there was this choice says nothing of it.
    undecided = Objects.requireNonNullElse(undecided, Undecided.REFUSE);
    int last = 0;
    for (WaveSpec wave : waves) {
      Integer percent = wave.percent();
      if (percent != null && percent < last) {
        throw new IllegalArgumentException(
            "percentages of waves are cumulative and cannot fall: "
                + last
                + "%, then "
                + percent
                + "%");
      }
      last = percent == null ? last : percent;
    }
    if (dwell.isNegative()) {
      throw new IllegalArgumentException("dwell cannot be negative");
    }
  }

  /** A strategy that begins nothing undecided. */
  public StrategySpec(
      List<WaveSpec> waves,
      Parallel parallel,
      FailureBudget failureBudget,
      OnFailure onFailure,
      Duration dwell) {
    this(waves, parallel, failureBudget, onFailure, dwell, Undecided.REFUSE);
  }

  StrategySpec withoutWaves() {
    return new StrategySpec(List.of(), parallel, failureBudget, onFailure, dwell, undecided);
  }

  /** How many tenants at once, in all and on one database server. */
  public record Parallel(int total, int perServer) {
    public Parallel {
      if (total < 1 || perServer < 1) {
        throw new IllegalArgumentException("parallel limits are at least 1");
      }
    }
  }

  /** Failures borne in the canary, and after it. */
  public record FailureBudget(Budget canary, Budget total) {}
}
