package eu.dihya.api;

import eu.dihya.audit.AuditEntry;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.catalog.CatalogSource;
import eu.dihya.catalog.OutOfOrder;
import eu.dihya.drift.FleetObserver;
import eu.dihya.plan.Candidate;
import eu.dihya.plan.Observation;
import eu.dihya.plan.ObservationStore;
import eu.dihya.plan.Plan;
import eu.dihya.plan.PlanRequest;
import eu.dihya.plan.Planner;
import eu.dihya.rollout.RolloutRecord;
import eu.dihya.rollout.RolloutStore;
import eu.dihya.rollout.Rollouts;
import eu.dihya.tenants.Tenant;
import eu.dihya.tenants.TenantState;
import eu.dihya.tenants.TenantStore;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes plans from what the targets say now. Thread-safe. */
public final class PlanService {
  private final TenantStore tenants;
  private final CatalogSource catalogs;
  private final OutOfOrder outOfOrder;
  private final FleetObserver observer;
  private final RolloutStore store;
  private final Rollouts rollouts;
  private final Clock clock;
  private final Selection selection;

  public PlanService(Parts parts, OutOfOrder outOfOrder, Clock clock) {
    this.tenants = parts.tenants();
    this.catalogs = parts.catalogs();
    this.observer = parts.observer();
    this.store = parts.store();
    this.rollouts = parts.rollouts();
    this.outOfOrder = outOfOrder;
    this.clock = clock;
    this.selection = new Selection(parts.tenants(), parts.observations(), parts.rollouts());
  }

  /** What it works with. */
  public record Parts(
      TenantStore tenants,
      ObservationStore observations,
      CatalogSource catalogs,
      FleetObserver observer,
      RolloutStore store,
      Rollouts rollouts) {}

  /** Observes the selected tenants and plans for them; the plan is kept. */
  public Plan plan(PlanRequest request, AuditEntry.Actor by) {
    List<Tenant> chosen = selection.of(request.select());
    if (chosen.isEmpty()) {
      throw new DihyaException(
          ErrorCode.USAGE,
          request.select().isBlank()
              ? "no tenant is registered; add them to tenants/*.yaml, then 'dihya tenant sync'"
              : "no tenant fits '" + request.select() + "'; 'dihya tenant list' shows them");
    }
    Planner planner = new Planner(catalogs.get(), outOfOrder);
    Plan plan =
        planner.plan(
            request, candidates(chosen, rollouts.busy()), by.principal().id(), clock.instant());
    return keep(plan, by, "");
  }

  /** Plans anew for the tenants of a rollout, from the catalogue as it is now. */
  public Plan amend(
      RolloutRecord rollout, boolean allowOutOfOrder, String reason, AuditEntry.Actor by) {
    Plan earlier = find(rollout.planId());
    Set<String> members = new HashSet<>();
    earlier.tenants().forEach(tenant -> members.add(tenant.tenant()));
    List<Tenant> chosen =
        tenants.all().stream().filter(tenant -> members.contains(tenant.id())).toList();
    Map<String, String> busy = new HashMap<>(rollouts.busy());
    busy.values().removeIf(rollout.id()::equals);
    Planner planner = new Planner(catalogs.get(), outOfOrder);
    return keep(
        planner.amend(
            earlier,
            allowOutOfOrder,
            candidates(chosen, busy),
            by.principal().id(),
            clock.instant()),
        by,
        reason);
  }

  /** A plan that was kept. */
  public Plan find(String id) {
    return store
        .plan(id)
        .orElseThrow(() -> new DihyaException(ErrorCode.NOT_FOUND, "there is no plan " + id));
  }

  private Plan keep(Plan plan, AuditEntry.Actor by, String reason) {
    return store.keep(
        plan,
        AuditEntry.of(clock.instant(), "local", by, "plan.make", "", reason)
            .changing(null, plan.digest()));
  }

  private List<Candidate> candidates(List<Tenant> chosen, Map<String, String> busy) {
    List<Tenant> toObserve =
        chosen.stream()
            .filter(
                tenant -> tenant.state() == TenantState.ACTIVE && !busy.containsKey(tenant.id()))
            .toList();
    Map<String, Observation> seen = observer.observe(toObserve);
    return chosen.stream()
        .map(
            tenant ->
                new Candidate(
                    tenant,
                    Optional.ofNullable(seen.get(tenant.id())),
                    Optional.ofNullable(busy.get(tenant.id()))))
        .toList();
  }
}
