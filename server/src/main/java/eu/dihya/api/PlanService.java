package eu.dihya.api;

import eu.dihya.audit.AuditEntry;
import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.TenantScope;
import eu.dihya.catalog.CatalogSource;
import eu.dihya.catalog.OutOfOrder;
import eu.dihya.drift.FleetObserver;
import eu.dihya.engine.Dialect;
import eu.dihya.plan.Candidate;
import eu.dihya.plan.Changes;
import eu.dihya.plan.Observation;
import eu.dihya.plan.ObservationStore;
import eu.dihya.plan.Plan;
import eu.dihya.plan.PlanRequest;
import eu.dihya.plan.Planner;
import eu.dihya.plan.Reverted;
import eu.dihya.plan.StartAt;
import eu.dihya.rollout.RolloutAction;
import eu.dihya.rollout.RolloutEvent;
import eu.dihya.rollout.RolloutRecord;
import eu.dihya.rollout.RolloutStore;
import eu.dihya.rollout.Rollouts;
import eu.dihya.rollout.RunRecord;
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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes plans from what the targets say now. Thread-safe. */
public final class PlanService {
  private final TenantStore tenants;
  private final CatalogSource catalogs;
  private final OutOfOrder outOfOrder;
  private final Function<Engine, Dialect> dialects;
  private final FleetObserver observer;
  private final RolloutStore store;
  private final Rollouts rollouts;
  private final Clock clock;
  private final Selection selection;

  public PlanService(Parts parts, OutOfOrder outOfOrder, Clock clock) {
    this.tenants = parts.tenants();
    this.catalogs = parts.catalogs();
    this.dialects = parts.dialects();
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
      Function<Engine, Dialect> dialects,
      FleetObserver observer,
      RolloutStore store,
      Rollouts rollouts) {}

  /**
   * Observes the selected tenants and plans for them; the plan is kept. Of those who have nothing
   * to do only the history is read, so what is known of their schema may be older, or nothing.
   *
   * @param expected how many tenants are believed to get something; with another number no plan is
   *     kept
   */
  public Plan plan(PlanRequest request, Optional<Integer> expected, AuditEntry.Actor by) {
    refusePast(request.startAt());
    TenantScope scope = by.principal().scope();
    List<Tenant> chosen = chosen(scope, request);
    if (chosen.isEmpty()) {
      throw new DihyaException(
          ErrorCode.USAGE,
          request.select().isBlank()
              ? "no tenant is registered; add them to tenants/*.yaml, then 'dihya tenant sync'"
              : "no tenant fits '" + request.select() + "'; 'dihya tenant list' shows them");
    }
    Planner planner = planner(scope, request.reverts());
    Map<String, String> busy = rollouts.busy(scope);
    Predicate<Candidate> upToDate = planner.upToDate(request);
    Map<String, Observation> seen =
        observer.observe(
            free(chosen, busy),
            (tenant, each) ->
                upToDate.test(new Candidate(tenant, Optional.of(each), Optional.empty())));
    Plan plan =
        planner.plan(request, candidates(chosen, seen, busy), by.principal().id(), clock.instant());
    expected
        .filter(number -> number != plan.tenants().size())
        .ifPresent(
            number -> {
              throw new DihyaException(
                  ErrorCode.CONFLICT,
                  "the plan would be for "
                      + plan.tenants().size()
                      + " tenants, not "
                      + number
                      + "; look at them again");
            });
    return keep(plan, by, "");
  }

  private void refusePast(@Nullable StartAt startAt) {
    if (startAt != null && startAt.isPast(clock.instant())) {
      throw new DihyaException(
          ErrorCode.USAGE,
          "startAt has passed: " + startAt.words() + "; without it, the plan starts at once");
    }
  }

  /** Of a rollout that is to be reverted, those with which it began. */
  private List<Tenant> chosen(TenantScope scope, PlanRequest request) {
    List<Tenant> selected = selection.of(scope, request.select());
    String reverts = request.reverts();
    if (reverts == null) {
      return selected;
    }
    rollouts.requirePossible(scope, RolloutAction.REVERT, reverts);
    Set<String> begun =
        rollouts.runs(scope, reverts).stream()
            .filter(run -> run.attempt() > 0)
            .map(RunRecord::tenant)
            .collect(Collectors.toSet());
    return selected.stream().filter(tenant -> begun.contains(tenant.id())).toList();
  }

  /** Plans anew for the tenants of a rollout, from the catalogue as it is now. */
  public Plan amend(
      RolloutRecord rollout, boolean allowOutOfOrder, String reason, AuditEntry.Actor by) {
    TenantScope scope = by.principal().scope();
    Plan earlier = find(scope, rollout.planId());
    if (earlier.request().reverts() != null) {
      throw new DihyaException(
          ErrorCode.CONFLICT,
          rollout.id() + " is a revert, whose plan cannot be changed; revert once more instead");
    }
    Set<String> members = new HashSet<>();
    earlier.tenants().forEach(tenant -> members.add(tenant.tenant()));
    List<Tenant> chosen =
        tenants.all(scope).stream().filter(tenant -> members.contains(tenant.id())).toList();
    Map<String, String> busy = new HashMap<>(rollouts.busy(scope));
    busy.values().removeIf(rollout.id()::equals);
    Map<String, Observation> seen = observer.observe(free(chosen, busy));
    return keep(
        planner()
            .amend(
                earlier,
                allowOutOfOrder,
                candidates(chosen, seen, busy),
                by.principal().id(),
                clock.instant()),
        by,
        reason);
  }

  /** A plan that was kept, as far as it concerns the tenants of a scope. */
  public Plan find(TenantScope scope, String id) {
    return store
        .plan(scope, id)
        .orElseThrow(() -> new DihyaException(ErrorCode.NOT_FOUND, "there is no plan " + id));
  }

  /**
   * What is no longer as it was when the plan was made, in whole sentences; the targets are read
   * for it now. A selector of the last run is not asked again, and neither is who took part in what
   * is to be reverted, because the rollout itself answers.
   */
  public List<String> changes(TenantScope scope, Plan plan) {
    Map<String, Tenant> known = new HashMap<>();
    tenants.all(scope).forEach(tenant -> known.put(tenant.id(), tenant));
    List<Tenant> members =
        plan.tenants().stream()
            .flatMap(each -> Optional.ofNullable(known.get(each.tenant())).stream())
            .filter(tenant -> tenant.state() == TenantState.ACTIVE)
            .toList();
    Map<String, Observation> seen = observer.observe(members);
    String select = plan.request().select();
    boolean settled = select.contains("run") || plan.request().reverts() != null;
    List<Tenant> selected = settled ? members : selection.of(scope, select);
    return Changes.of(plan, new Changes.Now(selected, known, seen, catalogs.get()));
  }

  private Planner planner(TenantScope scope, @Nullable String reverts) {
    return reverts == null ? planner() : planner().reverting(reverted(scope, reverts));
  }

  private Reverted reverted(TenantScope scope, String id) {
    RolloutRecord rollout = rollouts.current(scope, id);
    Stream<String> replaced =
        store.events(scope, id).stream()
            .map(RolloutStore.Happened::event)
            .filter(RolloutEvent.Amended.class::isInstance)
            .map(event -> ((RolloutEvent.Amended) event).planBefore());
    List<Plan> plans =
        Stream.concat(Stream.of(rollout.planId()), replaced)
            .distinct()
            .map(plan -> find(scope, plan))
            .toList();
    return new Reverted(id, rollout.createdAt(), plans);
  }

  private Planner planner() {
    return new Planner(catalogs.get(), outOfOrder, dialects);
  }

  private Plan keep(Plan plan, AuditEntry.Actor by, String reason) {
    return store.keep(
        plan,
        AuditEntry.of(clock.instant(), "local", by, "plan.make", "", reasons(reason, plan.choice()))
            .changing(null, plan.digest()));
  }

  private static String reasons(String... reasons) {
    return Stream.of(reasons).filter(each -> !each.isEmpty()).collect(Collectors.joining("; "));
  }

  /** Those who may take part, whatever is seen of them. */
  private static List<Tenant> free(List<Tenant> chosen, Map<String, String> busy) {
    return chosen.stream()
        .filter(tenant -> tenant.state() == TenantState.ACTIVE && !busy.containsKey(tenant.id()))
        .toList();
  }

  private static List<Candidate> candidates(
      List<Tenant> chosen, Map<String, Observation> seen, Map<String, String> busy) {
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
