package eu.dihya.plan;

import eu.dihya.base.Engine;
import eu.dihya.base.Problem;
import eu.dihya.catalog.Catalog;
import eu.dihya.engine.Capabilities;
import eu.dihya.engine.Dialect;
import eu.dihya.engine.Undecided;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The files that a plan carries out, each read once for all targets that are alike. What the policy
 * does not cover goes to the refusals.
 */
final class Scripts {
  private final Catalog catalog;
  private final Function<Engine, Dialect> dialects;
  private final Undecided policy;
  private final Map<Key, ScriptReading> readings = new LinkedHashMap<>();

  private record Key(String file, Direction direction, Capabilities capabilities) {}

  Scripts(Catalog catalog, Function<Engine, Dialect> dialects, Undecided policy) {
    this.catalog = catalog;
    this.dialects = dialects;
    this.policy = policy;
  }

  void add(TenantPlan plan, Capabilities capabilities, Refusals refusals) {
    Capabilities common = capabilities.common();
    for (PlanStep step : plan.steps()) {
      List<Problem> problems =
          readings
              .computeIfAbsent(
                  new Key(step.file(), step.direction(), common), key -> read(step, common))
              .problems();
      problems.forEach(problem -> refusals.add(problem, plan.tenant()));
    }
  }

  List<PlannedScript> list() {
    return readings.values().stream().map(ScriptReading::script).toList();
  }

  private ScriptReading read(PlanStep step, Capabilities capabilities) {
    return ScriptReading.of(
        step, catalog, dialects.apply(capabilities.engine()), capabilities, policy);
  }
}
