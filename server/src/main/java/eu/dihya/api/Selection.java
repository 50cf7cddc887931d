package eu.dihya.api;

import eu.dihya.base.TenantScope;
import eu.dihya.catalog.MigrationVersion;
import eu.dihya.engine.AppliedSet;
import eu.dihya.plan.Observation;
import eu.dihya.plan.ObservationStore;
import eu.dihya.rollout.RolloutRecord;
import eu.dihya.rollout.Rollouts;
import eu.dihya.rollout.RunRecord;
import eu.dihya.tenants.Selector;
import eu.dihya.tenants.SelectorView;
import eu.dihya.tenants.Tenant;
import eu.dihya.tenants.TenantStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The tenants that a selector takes, by the registry, the last observation and the last run.
 * Thread-safe.
 */
final class Selection {
  private final TenantStore tenants;
  private final ObservationStore observations;
  private final Rollouts rollouts;

  Selection(TenantStore tenants, ObservationStore observations, Rollouts rollouts) {
    this.tenants = tenants;
    this.observations = observations;
    this.rollouts = rollouts;
  }

  /**
   * The tenants of the scope, ordered by id. What is outside of it is not there, also for the
   * labels that a selector may name.
   *
   * @throws eu.dihya.base.DihyaException USAGE with the places of what is wrong in the selector
   */
  List<Tenant> of(TenantScope scope, String select) {
    List<Tenant> all = tenants.all(scope);
    Selector selector = Selector.parse(select, Selector.labelsOf(all));
    Map<String, Observation> seen = observations.all(scope);
    Map<String, String> runs = select.contains("run") ? lastRuns(scope) : Map.of();
    return all.stream().filter(tenant -> selector.test(view(tenant, seen, runs))).toList();
  }

  /**
   * Whether a selector takes the tenant of a run of one rollout: {@code run} is that very run.
   *
   * @throws eu.dihya.base.DihyaException USAGE with the places of what is wrong in the selector
   */
  Predicate<RunRecord> ofRuns(TenantScope scope, String select) {
    Map<String, Tenant> known =
        tenants.all(scope).stream().collect(Collectors.toMap(Tenant::id, Function.identity()));
    Selector selector = Selector.parse(select, Selector.labelsOf(known.values()));
    Map<String, Observation> seen = observations.all(scope);
    return run ->
        Optional.ofNullable(known.get(run.tenant()))
            .map(tenant -> view(tenant, seen, Map.of(tenant.id(), run.state().mark().code())))
            .filter(selector)
            .isPresent();
  }

  private static SelectorView view(
      Tenant tenant, Map<String, Observation> seen, Map<String, String> runs) {
    Optional<MigrationVersion> version =
        seen.get(tenant.id()) instanceof Observation.Seen found
            ? Optional.of(FleetModel.highest(AppliedSet.of(found.history())))
                .filter(text -> !text.isEmpty())
                .map(MigrationVersion::of)
            : Optional.empty();
    return new SelectorView(tenant, version, Optional.ofNullable(runs.get(tenant.id())));
  }

  private Map<String, String> lastRuns(TenantScope scope) {
    Map<String, String> marks = new HashMap<>();
    for (RolloutRecord rollout : rollouts.all(scope)) {
      rollouts
          .runs(scope, rollout.id())
          .forEach(run -> marks.putIfAbsent(run.tenant(), run.state().mark().code()));
    }
    return marks;
  }
}
