package eu.dihya.plan;

import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.OutOfOrder;
import eu.dihya.engine.AppliedSet;
import eu.dihya.engine.HistoryRow;
import java.util.List;
import java.util.Optional;

/**
 * What one rollout applied to each tenant, by the tenant's own history, and how it is undone: the
 * last first, and nothing that was there before. Pure.
 */
final class Reverting implements TenantPlanning {
  private final Catalog catalog;
  private final String rollout;

  Reverting(Catalog catalog, String rollout) {
    this.catalog = catalog;
    this.rollout = rollout;
  }

  /** Who has moved on, or cannot go back, is left out. */
  @Override
  public Optional<Excluded> exclusion(Candidate candidate) {
    if (candidate.seen().halfway()) {
      return noWayBack(
          candidate, "a migration is half done there; try it again, or decide, and revert then");
    }
    List<HistoryRow> own = own(candidate);
    if (own.isEmpty()) {
      return Optional.empty();
    }
    Optional<HistoryRow> since =
        candidate.seen().history().stream()
            .filter(row -> row.id() > own.getFirst().id() && !isOf(row, candidate))
            .findFirst();
    if (since.isPresent()) {
      return Optional.of(
          new Excluded(candidate.tenant().id(), Excluded.Code.MOVED_ON, movedOn(since.get())));
    }
    return own.stream()
        .filter(row -> row.kind() != HistoryRow.Kind.UP)
        .findFirst()
        .flatMap(
            row ->
                noWayBack(
                    candidate,
                    rollout + " wrote " + row.version() + " there, which has no way down"));
  }

  private static Optional<Excluded> noWayBack(Candidate candidate, String because) {
    return Optional.of(new Excluded(candidate.tenant().id(), Excluded.Code.NO_WAY_BACK, because));
  }

  @Override
  public TenantPlan plan(Candidate candidate, Refusals refusals) {
    return new TenantSteps(catalog, OutOfOrder.ALLOW, candidate)
        .undoing(own(candidate).reversed(), refusals);
  }

  private List<HistoryRow> own(Candidate candidate) {
    return AppliedSet.of(candidate.seen().history()).rows().stream()
        .filter(row -> row.rollout().equals(rollout))
        .toList();
  }

  /** The rollout's own rows, and those by which a part of them was undone before. */
  private boolean isOf(HistoryRow row, Candidate candidate) {
    return row.rollout().equals(rollout)
        || (row.kind() == HistoryRow.Kind.DOWN
            && candidate.seen().history().stream()
                .anyMatch(
                    own ->
                        own.rollout().equals(rollout)
                            && own.stream().equals(row.stream())
                            && own.version().equals(row.version())));
  }

  private String movedOn(HistoryRow since) {
    return "it has moved on: after "
        + rollout
        + ", "
        + (since.rollout().isEmpty() ? "somebody" : since.rollout())
        + (since.kind() == HistoryRow.Kind.DOWN ? " undid " : " applied ")
        + since.version();
  }
}
