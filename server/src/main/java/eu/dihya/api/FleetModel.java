package eu.dihya.api;

import eu.dihya.base.DihyaException;
import eu.dihya.base.TenantScope;
import eu.dihya.catalog.AppliedCheck;
import eu.dihya.catalog.AppliedMigration;
import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.CatalogSource;
import eu.dihya.catalog.MigrationVersion;
import eu.dihya.catalog.OutOfOrder;
import eu.dihya.engine.AppliedSet;
import eu.dihya.engine.HistoryRow;
import eu.dihya.plan.Observation;
import eu.dihya.plan.ObservationStore;
import eu.dihya.rollout.RolloutRecord;
import eu.dihya.rollout.Rollouts;
import eu.dihya.rollout.RunRecord;
import eu.dihya.rollout.RunState;
import eu.dihya.tenants.Tenant;
import eu.dihya.tenants.TenantState;
import eu.dihya.tenants.TenantStore;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How every tenant stands, put together from registry, observations, catalogue and open rollouts.
 */
final class FleetModel {
  private final TenantStore tenants;
  private final ObservationStore observations;
  private final CatalogSource catalogs;
  private final Rollouts rollouts;

  FleetModel(
      TenantStore tenants,
      ObservationStore observations,
      CatalogSource catalogs,
      Rollouts rollouts) {
    this.tenants = tenants;
    this.observations = observations;
    this.catalogs = catalogs;
    this.rollouts = rollouts;
  }

  /** These tenants by id, with what a scope knows of them. */
  SortedMap<String, FleetTenant> tenants(TenantScope scope, List<Tenant> chosen) {
    Map<String, Observation> seen = observations.all(scope);
    Optional<Catalog> catalog = catalog();
    Map<String, InRollout> running = running(scope);
    TreeMap<String, FleetTenant> fleet = new TreeMap<>();
    for (Tenant tenant : chosen) {
      FleetTenant.Standing standing = standing(tenant, seen.get(tenant.id()), catalog);
      InRollout run = running.get(tenant.id());
      fleet.put(tenant.id(), FleetTenant.of(tenant, run == null ? standing : run.over(standing)));
    }
    return fleet;
  }

  SortedMap<String, FleetTenant> all(TenantScope scope) {
    return tenants(scope, tenants.all(scope));
  }

  /** Highest version of the catalogue; empty when there is none or it cannot be read. */
  String latest() {
    return catalog()
        .flatMap(
            catalog ->
                catalog.migrations().stream()
                    .flatMap(migration -> migration.version().stream())
                    .max(Comparator.naturalOrder()))
        .map(MigrationVersion::toString)
        .orElse("");
  }

  /** What the catalogue is as a whole; empty when there is none or it cannot be read. */
  String release() {
    return catalog().map(catalog -> catalog.release().digest()).orElse("");
  }

  List<OpenRollout> openRollouts(TenantScope scope) {
    return rollouts.all(scope).stream()
        .filter(rollout -> !rollout.state().finished())
        .map(rollout -> new OpenRollout(rollout.id(), rollout.title(), rollout.state().word()))
        .toList();
  }

  static List<VersionCount> versions(Collection<FleetTenant> fleet) {
    return fleet.stream()
        .collect(Collectors.groupingBy(FleetTenant::version, Collectors.counting()))
        .entrySet()
        .stream()
        .map(entry -> new VersionCount(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparing(VersionCount::version).reversed())
        .toList();
  }

  /** How many tenants have a version as their highest. */
  record VersionCount(String version, long tenants) {}

  /** A rollout that has not ended. */
  record OpenRollout(String id, String title, String state) {}

  private Optional<Catalog> catalog() {
    try {
      return Optional.of(catalogs.get());
    } catch (DihyaException e) {
      return Optional.empty();
    }
  }

  private Map<String, InRollout> running(TenantScope scope) {
    Map<String, InRollout> running = new HashMap<>();
    for (RolloutRecord rollout : rollouts.all(scope)) {
      if (!rollout.state().finished()) {
        rollouts
            .runs(scope, rollout.id())
            .forEach(run -> running.putIfAbsent(run.tenant(), new InRollout(rollout.id(), run)));
      }
    }
    return running;
  }

  private record InRollout(String rollout, RunRecord run) {
    FleetTenant.Standing over(FleetTenant.Standing standing) {
      Double progress =
          run.state() instanceof RunState.Applying applying && run.statements() > 0
              ? Math.min(1.0, applying.statement() / (double) run.statements())
              : null;
      return standing.in(
          rollout, run.state().mark().code(), run.state().word(), RunViews.because(run), progress);
    }
  }

  private static FleetTenant.Standing standing(
      Tenant tenant, @Nullable Observation observation, Optional<Catalog> catalog) {
    FleetTenant.Standing active =
        switch (observation) {
          case null ->
              new FleetTenant.Standing(
                  "waiting", "not-observed", "", "", 0, false, null, null, null, null, false);
          case Observation.Unreachable lost ->
              new FleetTenant.Standing(
                  "held",
                  "unreachable",
                  lost.because(),
                  "",
                  0,
                  false,
                  null,
                  null,
                  lost.at(),
                  null,
                  true);
          case Observation.Seen seen -> seen(tenant, seen, catalog);
        };
    return tenant.state() == TenantState.ACTIVE ? active : active.suspended();
  }

  private static FleetTenant.Standing seen(
      Tenant tenant, Observation.Seen seen, Optional<Catalog> catalog) {
    AppliedSet applied = AppliedSet.of(seen.history());
    int pending = catalog.map(known -> pending(tenant, applied, known)).orElse(0);
    String version = highest(applied);
    if (seen.drifted()) {
      String because = "its schema is not the one that its history recorded";
      return new FleetTenant.Standing(
          "held",
          "drifted",
          because,
          version,
          pending,
          true,
          null,
          null,
          seen.at(),
          seen.schemaAt(),
          false);
    }
    return pending == 0
        ? new FleetTenant.Standing(
            "done", "current", "", version, 0, false, null, null, seen.at(), seen.schemaAt(), false)
        : new FleetTenant.Standing(
            "waiting",
            "behind",
            "",
            version,
            pending,
            false,
            null,
            null,
            seen.at(),
            seen.schemaAt(),
            false);
  }

  static String highest(AppliedSet applied) {
    return applied.rows().stream()
        .map(HistoryRow::version)
        .filter(MigrationVersion::isVersion)
        .map(MigrationVersion::of)
        .max(Comparator.naturalOrder())
        .map(MigrationVersion::toString)
        .orElse("");
  }

  private static int pending(Tenant tenant, AppliedSet applied, Catalog catalog) {
    List<AppliedMigration> rows =
        applied.rows().stream()
            .map(
                row ->
                    new AppliedMigration(
                        row.stream(),
                        row.version(),
                        row.rawChecksum(),
                        row.tokenChecksum(),
                        row.kind() == HistoryRow.Kind.BASELINE))
            .toList();
    return AppliedCheck.of(catalog, tenant.sector(), tenant.target().engine(), OutOfOrder.ALLOW)
        .check(rows)
        .pending()
        .size();
  }
}
