package eu.dihya.rollout;

import eu.dihya.rollout.GateChecks.Round;
import java.util.List;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the gates before a wave looked at, once at a time. Guarded by the lock of the rollout that
 * owns it; the looking itself is outside of it.
 */
final class WaveGates {
  private static final Logger LOG = LoggerFactory.getLogger(WaveGates.class);

  private final RolloutContext context;
  private final BiConsumer<Round, List<GateResult>> then;
  private boolean looking;

  /** Whoever waits is told what was seen, on another thread. */
  WaveGates(RolloutContext context, BiConsumer<Round, List<GateResult>> then) {
    this.context = context;
    this.then = then;
  }

  /** Whether the wave may be let in at once; else it is told later. */
  boolean open(Round round) {
    if (!round.plan().request().gates().beforeWave(round.wave())) {
      return true;
    }
    if (!looking) {
      looking = true;
      context.executor().execute(() -> then.accept(round, look(round)));
    }
    return false;
  }

  void looked() {
    looking = false;
  }

  // Whatever goes wrong here, the rollout must hear of it, else it would wait forever.
  private List<GateResult> look(Round round) {
    try {
      return context.gates().check(round);
    } catch (RuntimeException e) {
      LOG.error("the gates before wave {} could not be looked at", round.wave(), e);
      return List.of(GateResult.inconclusive("gates", "they could not be looked at"));
    }
  }
}
