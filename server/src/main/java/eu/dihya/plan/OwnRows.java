package eu.dihya.plan;

import eu.dihya.engine.AppliedSet;
import eu.dihya.engine.HistoryRow;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The rows of one target's history that a rollout wrote, and who came after them. Pure. */
public final class OwnRows {
  private final String rollout;
  private final List<HistoryRow> history;
  private final Predicate<HistoryRow> own;

  OwnRows(String rollout, List<HistoryRow> history, Predicate<HistoryRow> own) {
    this.rollout = rollout;
    this.history = List.copyOf(history);
    this.own = own;
  }

  /** Why what a plan would undo of a rollout is to stay, by the history as it is now. */
  public static Optional<String> keeping(
      String rollout, List<HistoryRow> history, List<PlanStep> undoing) {
    AppliedSet applied = AppliedSet.of(history);
    List<HistoryRow> rows =
        undoing.stream()
            .flatMap(step -> applied.find(step.stream(), step.version()).stream())
            .sorted(Comparator.comparingLong(HistoryRow::id))
            .toList();
    OwnRows known = new OwnRows(rollout, history, row -> row.rollout().equals(rollout));
    return rows.stream()
        .filter(known.own.negate())
        .findFirst()
        .map(known::movedOn)
        .or(() -> known.since(rows));
  }

  /** Those that are still applied, the first first. */
  List<HistoryRow> applied() {
    return AppliedSet.of(history).rows().stream().filter(own).toList();
  }

  /**
   * Why these rows are not to be undone: another wrote something after the first of them.
   *
   * @param rows the first first
   */
  Optional<String> since(List<HistoryRow> rows) {
    return rows.stream()
        .findFirst()
        .flatMap(
            first ->
                history.stream().filter(row -> row.id() > first.id() && !isOf(row)).findFirst())
        .map(this::movedOn);
  }

  /** The rollout's own rows, and those by which a part of them was undone before. */
  private boolean isOf(HistoryRow row) {
    return own.test(row)
        || (row.kind() == HistoryRow.Kind.DOWN
            && history.stream()
                .filter(own)
                .anyMatch(
                    each ->
                        each.stream().equals(row.stream())
                            && each.version().equals(row.version())));
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
