package eu.dihya.api;

import eu.dihya.catalog.MigrationVersion;
import eu.dihya.engine.AppliedSet;
import eu.dihya.plan.Observation;
import eu.dihya.plan.ObservationStore;
import eu.dihya.rollout.RolloutRecord;
import eu.dihya.rollout.Rollouts;
import eu.dihya.tenants.Selector;
import eu.dihya.tenants.SelectorView;
import eu.dihya.tenants.Tenant;
import eu.dihya.tenants.TenantStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses tenants by a selector, from the registry, what was last observed and how the last run went. Thread-safe. */
record TenantChoice(TenantStore tenants, ObservationStore observations, Rollouts rollouts) {

  /** The tenants that a selector chooses, in the order of the registry. */
  List<Tenant> chosen(String select) {
    List<Tenant> all = tenants.all();
    Selector selector = Selector.parse(select, Selector.labelsOf(all));
    Map<String, Observation> seen = observations.all();
    Map<String, String> runs = selector.asksForRun() ? lastRuns() : Map.of();
    return all.stream()
        .filter(tenant -> selector.test(new SelectorView(tenant, version(seen.get(tenant.id())), Optional.ofNullable(runs.get(tenant.id())))))
        .toList();
  }

  private static Optional<MigrationVersion> version(@Nullable Observation observation) {
    return observation instanceof Observation.Seen seen
        ? Optional.of(FleetModel.highest(AppliedSet.of(seen.history()))).filter(version -> !version.isEmpty()).map(MigrationVersion::of)
        : Optional.empty();
  }

  /** The mark of each tenant's run in the newest rollout that had it. */
  private Map<String, String> lastRuns() {
    Map<String, String> marks = new HashMap<>();
    for (RolloutRecord rollout : rollouts.all()) {
      rollouts.runs(rollout.id()).forEach(run -> marks.putIfAbsent(run.tenant(), run.state().mark().code()));
    }
    return marks;
  }
}
