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

  /** A run, with the database server that it would load. */
  public record RunView(String tenant, String server, RunState state) {}
}
