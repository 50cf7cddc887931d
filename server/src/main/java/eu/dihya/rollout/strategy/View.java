package eu.dihya.rollout.strategy;

import eu.dihya.plan.StrategySpec;
import eu.dihya.rollout.RolloutState;
import eu.dihya.rollout.RunState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a strategy may look at.
 *
 * @param admittedWaves number of waves whose members may run
 * @param waveEndedAt when the last admitted wave came to its end; null while it runs
 */
public record View(
    RolloutState state,
    StrategySpec spec,
    List<WaveView> waves,
    int admittedWaves,
    @Nullable Instant waveEndedAt,
    Instant now) {
  public View {
    waves = List.copyOf(waves);
  }

  /** A wave with its runs. */
  public record WaveView(String name, boolean canary, List<RunView> runs) {
    public WaveView {
      runs = List.copyOf(runs);
    }
  }

  /**
   * A run, with the database server that it would load.
   *
   * @param opens when its window does; null while it is open
   */
  public record RunView(String tenant, String server, RunState state, @Nullable Instant opens) {
    /** One that may begin at any time. */
    public RunView(String tenant, String server, RunState state) {
      this(tenant, server, state, null);
    }

    /** Whether it may begin now. What was stopped in the middle is finished at any time. */
    boolean ready() {
      return state instanceof RunState.Waiting waiting && (opens == null || waiting.interrupted());
    }
  }
}
