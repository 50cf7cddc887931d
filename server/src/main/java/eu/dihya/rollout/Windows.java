package eu.dihya.rollout;

import eu.dihya.plan.Gates;
import eu.dihya.plan.Opening;
import eu.dihya.plan.Plan;
import eu.dihya.plan.TenantPlan;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The maintenance windows of a plan at one moment. Not thread-safe. */
public final class Windows {
  private final Gates gates;
  private final Instant now;
  private final Map<String, String> zones = new HashMap<>();
  private final Map<String, Optional<Opening>> closed = new HashMap<>();

  public Windows(Plan plan, Instant now) {
    this.gates = plan.request().gates();
    this.now = now;
    if (!gates.always()) {
      plan.tenants().forEach(tenant -> zones.put(tenant.tenant(), tenant.timezone()));
    }
  }

  /** When the tenant's window opens; empty while it is open, and where there is none. */
  Optional<Opening> closedFor(String tenant) {
    return gates.always()
        ? Optional.empty()
        : closed.computeIfAbsent(zones.getOrDefault(tenant, TenantPlan.UTC), this::next);
  }

  /**
   * What a run waits for: its window, when nothing else keeps it from beginning. One that has begun
   * before waits for none.
   *
   * @param admittedWaves number of waves whose members may run
   */
  public Optional<Opening> awaitedBy(RunRecord run, int admittedWaves) {
    return run.state() instanceof RunState.Waiting waiting
            && !waiting.interrupted()
            && run.wave() < admittedWaves
        ? closedFor(run.tenant())
        : Optional.empty();
  }

  private Optional<Opening> next(String zone) {
    return gates.next(now, ZoneId.of(zone)).filter(opening -> !opening.isOpen(now));
  }
}
