package eu.dihya.plan.sweep;

import eu.dihya.sql.RowChange;
import eu.dihya.sql.RowDemand;
import java.util.ArrayList;
import java.util.List;

/** A table that the statements make, with all that its rows will have to fulfil. */
final class MadeTable {
  private final RowChange.NewTable table;
  private final List<RowDemand> demands;
  private final List<Integer> found = new ArrayList<>();
  private boolean empty;
  private boolean filled;

  MadeTable(RowChange.NewTable table) {
    this.table = table;
    this.demands = new ArrayList<>(table.demands());
    this.empty = !table.unlessThere();
  }

  RowChange.NewTable table() {
    return table;
  }

  List<RowDemand> demands() {
    return List.copyOf(demands);
  }

  /** A demand that the table meets before it has rows. */
  void add(RowDemand demand) {
    boolean asked = !demand.of().unlessThere() && isOfColumns(demand);
    demands.add(
        asked
            ? demand
            : new RowDemand.Unclear(
                demand.of(),
                demand.kind(),
                demand.text(),
                "what is added like that to a new table is not asked of the rows copied into it"));
  }

  private static boolean isOfColumns(RowDemand demand) {
    return demand instanceof RowDemand.Unique unique
        ? unique.where().isEmpty()
            && unique.keys().stream().allMatch(key -> key.column() || key.collated())
        : !(demand instanceof RowDemand.NoRows);
  }

  boolean isNamed(String written) {
    return table.table().equals(written);
  }

  /** Whether it surely has no rows, and is what its statement says. */
  boolean isEmpty() {
    return empty;
  }

  void touch() {
    empty = false;
  }

  /** Whether rows were copied into it. */
  boolean isFilled() {
    return filled;
  }

  void fill() {
    empty = false;
    filled = true;
  }

  /** Remembers where among what was found a demand of it stands. */
  void foundAt(int index) {
    found.add(index);
  }

  List<Integer> found() {
    return List.copyOf(found);
  }
}
