package eu.dihya.plan;

import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.OutOfOrder;
import eu.dihya.engine.HistoryRow;
import java.util.List;
import java.util.Optional;

/**
 * What one rollout applied to each tenant, by the tenant's own history, and how it is undone: the
 * last first, and nothing that was there before. Pure.
 */
final class Reverting implements TenantPlanning {
  private final Catalog catalog;
  private final Reverted reverted;

  Reverting(Catalog catalog, Reverted reverted) {
    this.catalog = catalog;
    this.reverted = reverted;
  }

  /** Who has moved on, or cannot go back, is left out. */
  @Override
  public Optional<Excluded> exclusion(Candidate candidate) {
    if (candidate.seen().halfway()) {
      return noWayBack(
          candidate, "a migration is half done there; try it again, or decide, and revert then");
    }
    OwnRows own = own(candidate);
    List<HistoryRow> applied = own.applied();
    return own.since(applied)
        .map(because -> new Excluded(candidate.tenant().id(), Excluded.Code.MOVED_ON, because))
        .or(() -> noWayDown(candidate, applied));
  }

  private Optional<Excluded> noWayDown(Candidate candidate, List<HistoryRow> applied) {
    return applied.stream()
        .filter(row -> row.kind() != HistoryRow.Kind.UP)
        .findFirst()
        .flatMap(
            row ->
                noWayBack(
                    candidate,
                    reverted.rollout()
                        + " wrote "
                        + row.version()
                        + " there, which has no way down"));
  }

  private static Optional<Excluded> noWayBack(Candidate candidate, String because) {
    return Optional.of(new Excluded(candidate.tenant().id(), Excluded.Code.NO_WAY_BACK, because));
  }

  @Override
  public TenantPlan plan(Candidate candidate, Refusals refusals) {
    return new TenantSteps(catalog, OutOfOrder.ALLOW, candidate)
        .undoing(own(candidate).applied().reversed(), refusals);
  }

  private OwnRows own(Candidate candidate) {
    String tenant = candidate.tenant().id();
    return new OwnRows(
        reverted.rollout(), candidate.seen().history(), row -> reverted.wrote(tenant, row));
  }
}
