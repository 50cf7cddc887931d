package eu.dihya.plan;

import eu.dihya.engine.HistoryRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A rollout that is to be undone, by what its own plans said. A history names rollouts by their
 * ids, and those begin anew in another control store: a row with the id alone may be another's.
 *
 * @param created when it began
 * @param plans its plan, and those that were replaced by amending it
 */
public record Reverted(String rollout, Instant created, List<Plan> plans) {
  /** The row has the database's time, which is not this machine's, nor surely in this zone. */
  private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

  public Reverted {
    plans = List.copyOf(plans);
  }

  /** Whether it wrote this row of a tenant's history. */
  boolean wrote(String tenant, HistoryRow row) {
    return row.rollout().equals(rollout)
        && (row.startedAt() == null || row.startedAt().isAfter(created.minus(CLOCKS_DIFFER)))
        && plans.stream()
            .flatMap(plan -> plan.forTenant(tenant).stream())
            .flatMap(plan -> plan.steps().stream())
            .anyMatch(step -> says(step, row));
  }

  private static boolean says(PlanStep step, HistoryRow row) {
    return step.direction() == Direction.UP
        && step.stream().equals(row.stream())
        && step.version().equals(row.version())
        && step.rawChecksum().equals(row.rawChecksum());
  }
}
