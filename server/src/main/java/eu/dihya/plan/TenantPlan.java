package eu.dihya.plan;

import eu.dihya.base.Engine;
import eu.dihya.engine.AppliedSet;
import eu.dihya.engine.HistoryRow;
import eu.dihya.tenants.Tenant;
import java.util.List;
import java.util.Objects;
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
 * @param before what its target was when the plan was made; null where there is nothing to do, and
 *     in what an earlier version stored
 * @param timezone IANA zone of the tenant when the plan was made
 */
public record TenantPlan(
    String tenant,
    Engine engine,
    String server,
    int wave,
    String from,
    @Nullable String shapeBefore,
    List<PlanStep> steps,
    Backup backup,
    @Nullable TargetState before,
    String timezone) {
  public static final String UTC = "UTC";

  public TenantPlan {
    steps = List.copyOf(steps);
    // A plan that an earlier version stored has none.
    timezone = Objects.requireNonNullElse(timezone, UTC);
  }

  /** One of a tenant in UTC that says nothing of its target's state. */
  public TenantPlan(
      String tenant,
      Engine engine,
      String server,
      int wave,
      String from,
      @Nullable String shapeBefore,
      List<PlanStep> steps,
      Backup backup) {
    this(tenant, engine, server, wave, from, shapeBefore, steps, backup, null, UTC);
  }

  /** Whether these rows of its history are those for which the plan was made, as far as it says. */
  public boolean isFor(List<HistoryRow> history) {
    return TenantSteps.highest(AppliedSet.of(history)).equals(from)
        && (before == null || before.history().equals(TargetState.history(history)));
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
        Backup.of(engine),
        steps.isEmpty() ? null : TargetState.of(candidate),
        tenant.timezone());
  }

  TenantPlan inWave(int index) {
    return new TenantPlan(
        tenant, engine, server, index, from, shapeBefore, steps, backup, before, timezone);
  }
}
