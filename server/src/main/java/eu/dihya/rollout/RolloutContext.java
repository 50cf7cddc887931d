package eu.dihya.rollout;

import eu.dihya.rollout.strategy.Strategy;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executor;

/**
 * What rollouts are carried out with.
 *
 * @param executor runs the work on tenants, each on a thread of its own
 * @param alarm wakes a rollout at a time
 * @param node name of this server in the audit
 */
public record RolloutContext(
    RolloutStore store,
    TenantWork work,
    GateChecks gates,
    Strategy strategy,
    RolloutFeed feed,
    RunLogs logs,
    Executor executor,
    Alarm alarm,
    Clock clock,
    String node) {
  /** Calls back at a time or soon after it, or before it: who is woken looks at the clock. */
  public interface Alarm {
    void at(Instant time, Runnable then);
  }
}
