package eu.dihya.sql;

import java.util.List;

/** Something after which rows are not what they were. */
public sealed interface RowChange extends OnRows {
  /** A table has new columns. */
  record NewColumns(String table, List<String> columns) implements RowChange {
    public NewColumns {
      columns = List.copyOf(columns);
    }
  }

  /** A table or its columns are no longer what they were, or there is another of that name. */
  record OtherTable(String table) implements RowChange {}

  /**
   * An empty table is made.
   *
   * @param unlessThere whether one that is there stays
   * @param demands what its rows will have to fulfil
   */
  record NewTable(String table, boolean unlessThere, List<Column> columns, List<RowDemand> demands)
      implements RowChange {
    public NewTable {
      columns = List.copyOf(columns);
      demands = List.copyOf(demands);
    }
  }

  /**
   * A column of a new table, as written.
   *
   * @param collation empty for the usual one
   */
  record Column(String name, String type, String collation) {}

  /**
   * Rows of other tables are copied into a table.
   *
   * @param columns in the order in which they are filled; none when the statement names none
   * @param values what goes into each column; none when the statement does not tell
   * @param select the whole query
   * @param from all tables that are read
   */
  record Copied(
      String into, List<String> columns, List<String> values, String select, List<String> from)
      implements RowChange {
    public Copied {
      columns = List.copyOf(columns);
      values = List.copyOf(values);
      from = List.copyOf(from);
    }
  }

  /** Rows come, go or change, by triggers and cascades perhaps also those of other tables. */
  record Rows(String table) implements RowChange {}

  /** A constraint that was added without looking at rows is now held against them. */
  record Validated(String table, String name) implements RowChange {}

  /** A constraint is added that rows are not held against. */
  record Unvalidated(RowDemand demand) implements RowChange {}

  /** Nobody can tell from the statement what it does. */
  record Anything(String because) implements RowChange {}
}
