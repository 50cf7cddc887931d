package eu.dihya.plan;

import eu.dihya.base.Engine;
import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.MigrationVersion;
import eu.dihya.catalog.OutOfOrder;
import eu.dihya.engine.HistoryRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tenants whose histories say the same to the catalogue. Most of a fleet do, so that nothing is to
 * be done for them is found out once. Thread-safe.
 */
final class Alike implements TenantPlanning {
  private final Catalog catalog;
  private final OutOfOrder outOfOrder;
  private final Optional<MigrationVersion> goal;
  private final Map<Key, String> settled = new ConcurrentHashMap<>();

  /** All that decides what a history leaves to be done, when that is nothing. */
  private record Key(String sector, Engine engine, List<Mark> marks) {
    static Key of(Candidate candidate) {
      return new Key(
          candidate.tenant().sector(),
          candidate.tenant().target().engine(),
          candidate.seen().history().stream().map(Mark::of).toList());
    }
  }

  private record Mark(
      String stream,
      String version,
      HistoryRow.Kind kind,
      String rawChecksum,
      String tokenChecksum) {
    static Mark of(HistoryRow row) {
      return new Mark(
          row.stream(), row.version(), row.kind(), row.rawChecksum(), row.tokenChecksum());
    }
  }

  Alike(Catalog catalog, OutOfOrder outOfOrder, Optional<MigrationVersion> goal) {
    this.catalog = catalog;
    this.outOfOrder = outOfOrder;
    this.goal = goal;
  }

  @Override
  public TenantPlan plan(Candidate candidate, Refusals refusals) {
    Key key = Key.of(candidate);
    String from = settled.get(key);
    if (from != null) {
      return TenantPlan.of(candidate, from, List.of());
    }
    Refusals own = new Refusals();
    TenantPlan plan = new TenantSteps(catalog, outOfOrder, candidate).towards(goal, own);
    if (plan.steps().isEmpty() && own.isEmpty()) {
      settled.put(key, plan.from());
    }
    refusals.addAll(own);
    return plan;
  }
}
