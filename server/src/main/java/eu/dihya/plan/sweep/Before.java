package eu.dihya.plan.sweep;

import eu.dihya.sql.RowChange;
import eu.dihya.sql.RowDemand;
import eu.dihya.sql.RowReading;
import eu.dihya.sql.SqlDialect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the statements so far did to tables and rows. Tables are told apart by the last part of
 * their names alone: two that share it count as one, and are then not probed. Not thread-safe.
 */
final class Before {
  private final SqlDialect dialect;
  private final Map<String, String> changed = new HashMap<>();
  private final Map<String, Map<String, String>> columns = new HashMap<>();
  private final List<MadeTable> made = new ArrayList<>();
  private final Set<String> changedRows = new HashSet<>();
  private String rowsAt = "";
  private String anything = "";

  Before(SqlDialect dialect) {
    this.dialect = dialect;
  }

  void columns(RowChange.NewColumns added, String place) {
    Map<String, String> known = columns.computeIfAbsent(key(added.table()), _ -> new HashMap<>());
    added.columns().forEach(column -> known.put(RowReading.plainName(column, dialect), place));
  }

  void changed(String table, String place) {
    changed.putIfAbsent(key(table), "the table is made or changed before it, at " + place);
    madeLike(table).forEach(MadeTable::touch);
  }

  void made(RowChange.NewTable table, String place) {
    changed.putIfAbsent(key(table.table()), "the table is made before it, at " + place);
    made.removeIf(each -> !table.unlessThere() && each.isNamed(table.table()));
    made.add(new MadeTable(table));
  }

  void rows(String table, String place) {
    rowsAt = rowsAt.isEmpty() ? place : rowsAt;
    changedRows.add(key(table));
    made.forEach(MadeTable::touch);
  }

  void anything(String because) {
    anything = anything.isEmpty() ? because : anything;
    made.forEach(MadeTable::touch);
  }

  /** The table that these statements made by just this name, as long as it has no row. */
  Optional<MadeTable> empty(String table) {
    return made.stream().filter(each -> each.isEmpty() && each.isNamed(table)).findFirst();
  }

  /** The tables that these statements made and that may be meant by a name. */
  List<MadeTable> madeLike(String table) {
    return made.stream().filter(each -> key(each.table().table()).equals(key(table))).toList();
  }

  /** Why the rows that a demand meets are not those of today. */
  Optional<String> obstacle(RowDemand demand) {
    if (demand.of().table().isEmpty()) {
      return Optional.empty();
    }
    return obstacleOfRows(List.of(demand.of().table()))
        .or(() -> newColumn(demand, demand.of().table()))
        .or(() -> parentObstacle(demand));
  }

  /** The same for the parent of a foreign key alone. */
  Optional<String> parentObstacle(RowDemand demand) {
    return demand instanceof RowDemand.Reference reference
        ? obstacleOfRows(List.of(reference.parent()))
            .or(() -> newColumn(demand, reference.parent()))
            .map(because -> reference.parent() + ": " + because)
        : Optional.empty();
  }

  /** Why the rows of these tables are not those of today. */
  Optional<String> obstacleOfRows(List<String> tables) {
    if (!anything.isEmpty()) {
      return Optional.of("what runs before it is not known: " + anything);
    }
    for (String table : tables) {
      String how = changed.get(key(table));
      if (changedRows.contains(key(table))) {
        return Optional.of("rows of " + table + " are changed before it");
      } else if (how != null) {
        return Optional.of(how);
      }
    }
    return rowsAt.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "rows are changed before it, at "
                + rowsAt
                + "; a trigger or a cascade may reach these");
  }

  private Optional<String> newColumn(RowDemand demand, String table) {
    return columns.getOrDefault(key(table), Map.of()).entrySet().stream()
        .filter(column -> RowReading.mentions(demand.text(), column.getKey(), dialect))
        .findFirst()
        .map(column -> "column " + column.getKey() + " is new at " + column.getValue());
  }

  private String key(String table) {
    return RowReading.plainName(table, dialect).toLowerCase(Locale.ROOT);
  }
}
