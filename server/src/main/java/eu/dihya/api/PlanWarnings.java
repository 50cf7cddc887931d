package eu.dihya.api;

import eu.dihya.base.TenantScope;
import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.CatalogSource;
import eu.dihya.catalog.Interpreter;
import eu.dihya.catalog.Migration;
import eu.dihya.catalog.MigrationFile;
import eu.dihya.plan.Direction;
import eu.dihya.plan.Observation;
import eu.dihya.plan.ObservationStore;
import eu.dihya.plan.Plan;
import eu.dihya.plan.PlanStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person should know before a plan is carried out: the lint of its files, what going down
 * loses, missing backups.
 */
final class PlanWarnings {
  private final CatalogSource catalogs;
  private final LintResource lint;
  private final ObservationStore observations;

  PlanWarnings(CatalogSource catalogs, LintResource lint, ObservationStore observations) {
    this.catalogs = catalogs;
    this.lint = lint;
    this.observations = observations;
  }

  /** What was seen of account and settings, by tenant; planning looks anew. */
  Map<String, List<String>> notices(TenantScope scope) {
    Map<String, List<String>> notices = new HashMap<>();
    observations
        .all(scope)
        .forEach(
            (tenant, observation) -> {
              if (observation instanceof Observation.Seen seen && !seen.notices().isEmpty()) {
                notices.put(tenant, seen.notices());
              }
            });
    return notices;
  }

  List<FindingView> of(Plan plan) {
    Map<String, PlanStep> files = new LinkedHashMap<>();
    plan.tenants()
        .forEach(
            tenant ->
                tenant.steps().forEach(step -> files.put(step.file() + step.direction(), step)));
    Catalog catalog = catalogs.get();
    List<Migration> migrations =
        files.values().stream()
            .flatMap(step -> catalog.find(step.stream(), step.version()).stream())
            .distinct()
            .toList();
    List<FindingView> found = new ArrayList<>(lint.of(catalog, migrations));
    for (PlanStep step : files.values()) {
      if (Interpreter.of(step.file()).isPresent()) {
        found.add(program(step));
      }
      if (step.direction() == Direction.DOWN) {
        found.add(
            new FindingView(
                "down-loses",
                "warning",
                step.file(),
                0,
                0,
                "going down: " + rollback(catalog, step),
                null));
      }
    }
    return found;
  }

  private static FindingView program(PlanStep step) {
    return new FindingView(
        "program",
        "warning",
        step.file(),
        0,
        0,
        "is a program: no dry run tries it, and which schema it leaves is not verified",
        null);
  }

  private static String rollback(Catalog catalog, PlanStep step) {
    return catalog
        .find(step.stream(), step.version())
        .flatMap(migration -> header(migration, step))
        .orElse("the file does not say what is lost");
  }

  private static Optional<String> header(Migration migration, PlanStep step) {
    return migration.variants().stream()
        .filter(file -> file.displayName().equals(step.file()))
        .findFirst()
        .map(MigrationFile::header)
        .flatMap(header -> header.rollback());
  }
}
