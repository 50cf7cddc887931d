package eu.dihya.sql;

import java.util.List;

/** What a statement does to whole tables and to the number of their rows. */
sealed interface TableEffect {
  /** A table is made; empty, or filled by an effect that follows. */
  record Created(TableName table) implements TableEffect {}

  /** Rows come from other tables. */
  record Copied(TableName into, List<TableName> from) implements TableEffect {
    public Copied {
      from = List.copyOf(from);
    }
  }

  /** Rows come from elsewhere. */
  record Added(TableName table) implements TableEffect {}

  /** Rows go because the statement says so. */
  record Deleted(TableName table) implements TableEffect {}

  /** The table goes. */
  record Dropped(TableName table) implements TableEffect {}

  /** The table gets another name. */
  record Renamed(TableName from, TableName to) implements TableEffect {}
}
