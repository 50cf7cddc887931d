package eu.dihya.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows the tables of a script through copies, drops and renames, to find those whose rows must
 * survive them. Pure. A table that is copied and kept, or whose copy gets a third name, is left
 * alone: nobody can tell what its script is about.
 */
public final class TableSwaps {
  private final Map<String, Table> byKey = new HashMap<>();
  private final Map<Pair, Loss> losses = new LinkedHashMap<>();

  private TableSwaps() {}

  /** The swaps of a script, in its order. Needs the memory of one statement. */
  public static List<TableSwap> of(Iterator<Statement> script, SqlDialect dialect) {
    TableSwaps following = new TableSwaps();
    while (script.hasNext()) {
      Statement statement = script.next();
      following.follow(statement.number(), TableEffects.of(statement.sql(), dialect));
    }
    return following.swaps();
  }

  /** One table, whatever it is called. */
  private static final class Table {
    final @Nullable String original;
    TableName name;
    final Set<Table> sources = new HashSet<>();
    boolean deletedFrom;
    boolean addedTo;
    boolean dropped;

    Table(TableName name, @Nullable String original) {
      this.name = name;
      this.original = original;
    }
  }

  private record Pair(Table old, Table copy) {}

  /** Where an old table with a copy goes; the names are those before that statement. */
  private record Loss(int statement, String old, String copy) {}

  private void follow(int number, List<TableEffect> effects) {
    Map<Table, String> before = new HashMap<>();
    byKey.values().forEach(table -> before.put(table, table.name.written()));
    for (TableEffect effect : effects) {
      switch (effect) {
        case TableEffect.Created(TableName table) ->
            byKey.putIfAbsent(table.key(), new Table(table, null));
        case TableEffect.Copied(TableName into, List<TableName> from) -> copy(into, from);
        case TableEffect.Added(TableName table) -> at(table).addedTo = true;
        case TableEffect.Deleted(TableName table) -> at(table).deletedFrom = true;
        case TableEffect.Dropped(TableName table) -> {
          Table dropped = at(table);
          lost(number, dropped, before);
          dropped.dropped = true;
          byKey.remove(table.key());
        }
        case TableEffect.Renamed(TableName from, TableName to) -> {
          Table renamed = at(from);
          lost(number, renamed, before);
          byKey.remove(from.key());
          renamed.name = to;
          byKey.put(renamed.name.key(), renamed);
        }
      }
    }
  }

  private void copy(TableName into, List<TableName> from) {
    Table copy = at(into);
    List<Table> sources = from.stream().map(this::at).filter(table -> table != copy).toList();
    boolean more = !copy.sources.isEmpty() && !copy.sources.containsAll(sources);
    copy.addedTo |= more || copy.original != null;
    copy.sources.addAll(sources);
  }

  private Table at(TableName name) {
    return byKey.computeIfAbsent(name.key(), key -> new Table(name, key));
  }

  private void lost(int statement, Table old, Map<Table, String> before) {
    if (old.original == null) {
      return;
    }
    for (Table copy : List.copyOf(byKey.values())) {
      if (copy.sources.contains(old)) {
        losses.putIfAbsent(
            new Pair(old, copy),
            new Loss(
                statement,
                before.getOrDefault(old, old.name.written()),
                before.getOrDefault(copy, copy.name.written())));
      }
    }
  }

  private List<TableSwap> swaps() {
    List<TableSwap> swaps = new ArrayList<>();
    losses.forEach(
        (pair, loss) -> {
          String name = pair.old().original;
          if (name != null && !pair.copy().dropped && pair.copy().name.key().equals(name)) {
            swaps.add(
                new TableSwap(
                    name,
                    loss.statement(),
                    loss.old(),
                    loss.copy(),
                    pair.copy().deletedFrom,
                    pair.copy().addedTo));
          }
        });
    return List.copyOf(swaps);
  }
}
