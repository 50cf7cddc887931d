package eu.dihya.change.sweep;

import eu.dihya.base.Engine;
import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.SectionReader;
import eu.dihya.change.apply.ResolvedStep;
import eu.dihya.plan.PlanStep;
import eu.dihya.plan.TenantPlan;
import eu.dihya.plan.sweep.PendingConstraint;
import eu.dihya.plan.sweep.PendingReading;
import eu.dihya.tenants.Tenant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The constraints that tenants are to get; read once for all who get the same. Not thread-safe. */
final class PendingConstraints {
  private final Catalog catalog;
  private final Map<Key, List<PendingConstraint>> read = new HashMap<>();

  private record Key(Engine engine, List<PlanStep> steps, Map<String, String> values) {}

  PendingConstraints(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * What a tenant is to get.
   *
   * @throws eu.dihya.base.DihyaException CATALOG when a file is not what the plan was made from, or
   *     a placeholder has no value
   */
  List<PendingConstraint> of(TenantPlan plan, Tenant tenant) {
    Map<String, String> values = new HashMap<>(tenant.placeholderValues());
    values.keySet().retainAll(placeholders(plan));
    var key = new Key(plan.engine(), plan.steps(), values);
    List<PendingConstraint> known = read.get(key);
    if (known == null) {
      known = read(plan, values);
      read.put(key, known);
    }
    return known;
  }

  private Set<String> placeholders(TenantPlan plan) {
    Set<String> names = new HashSet<>();
    for (PlanStep step : plan.steps()) {
      catalog
          .find(step.stream(), step.version())
          .flatMap(migration -> migration.fileFor(plan.engine()))
          .ifPresent(
              file -> names.addAll(catalog.summary(file, plan.engine()).placeholders().keySet()));
    }
    return names;
  }

  private List<PendingConstraint> read(TenantPlan plan, Map<String, String> values) {
    var reading = new PendingReading(plan.engine());
    for (PlanStep step : plan.steps()) {
      var section = ResolvedStep.of(step, catalog, plan.engine()).section();
      if (section.program().isPresent()) {
        reading.addProgram(step.file());
        continue;
      }
      try (SectionReader statements = catalog.open(section, plan.engine(), values)) {
        while (statements.hasNext()) {
          reading.add(statements.next(), step.file(), step.atomic());
        }
      }
    }
    return reading.found();
  }
}
