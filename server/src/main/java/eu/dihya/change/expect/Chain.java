package eu.dihya.change.expect;

import eu.dihya.base.Engine;
import eu.dihya.catalog.Catalog;
import eu.dihya.engine.HistoryRow;
import eu.dihya.plan.PlanStep;
import eu.dihya.tenants.Tenant;
import java.util.List;

/**
 * What a tenant has and is to get.
 *
 * @param server see {@link StepKey}
 * @param applied the rows of its history that count, in their order
 * @param shapeBefore hash of its schema before the first step
 * @param steps what is left, in order
 */
public record Chain(
    Tenant tenant,
    Catalog catalog,
    String server,
    List<HistoryRow> applied,
    String shapeBefore,
    List<PlanStep> steps) {
  public Chain {
    applied = List.copyOf(applied);
    steps = List.copyOf(steps);
  }

  Engine engine() {
    return tenant.target().engine();
  }
}
