package eu.dihya.plan;

import eu.dihya.base.Engine;
import eu.dihya.tenants.Tenant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one tenant gets.
 *
 * @param server the database server that it shares with others
 * @param wave index of its wave
 * @param from highest applied version; empty when nothing is applied
 * @param shapeBefore hash of its schema when the plan was made; null when nothing had been recorded
 *     there
 * @param backup whether it is copied before it is changed
 */
public record TenantPlan(
    String tenant,
    Engine engine,
    String server,
    int wave,
    String from,
    @Nullable String shapeBefore,
    List<PlanStep> steps,
    Backup backup) {
  public TenantPlan {
    steps = List.copyOf(steps);
  }

  /** Not in a wave yet. */
  static TenantPlan of(Candidate candidate, String from, List<PlanStep> steps) {
    Tenant tenant = candidate.tenant();
    Engine engine = tenant.target().engine();
    return new TenantPlan(
        tenant.id(),
        engine,
        tenant.target().server(),
        0,
        from,
        candidate.seen().recordedShape(),
        steps,
        Backup.of(engine));
  }

  TenantPlan inWave(int index) {
    return new TenantPlan(tenant, engine, server, index, from, shapeBefore, steps, backup);
  }
}
