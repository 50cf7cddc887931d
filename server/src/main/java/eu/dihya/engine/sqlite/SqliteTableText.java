package eu.dihya.engine.sqlite;

import java.util.List;
import java.util.SortedMap;

/** What only the stored text of a {@code CREATE TABLE} tells. */
final class SqliteTableText {
  private final String table;
  private final List<String> tokens;

  SqliteTableText(String table, String sql) {
    this.table = table;
    this.tokens = SqliteText.tokens(sql);
  }

  void addTo(SortedMap<String, String> objects) {
    if (tokens.size() > 1 && tokens.get(1).equals("virtual")) {
      objects.put("table " + table + "/virtual", String.join(" ", tokens));
      return;
    }
    for (List<String> element : SqliteText.elements(tokens)) {
      String column = element.getFirst();
      for (int i = 0; i < element.size() - 1; i++) {
        add(element, i, column, objects);
      }
    }
  }

  private void add(List<String> element, int at, String column, SortedMap<String, String> objects) {
    String next = element.get(at + 1);
    String prefix = "table " + table + "/";
    switch (element.get(at)) {
      case "check" -> {
        if (next.equals("(")) {
          objects.put(
              prefix + "check " + String.join(" ", SqliteText.group(element, at + 1)), "check");
        }
      }
      case "as" -> {
        if (next.equals("(")) {
          objects.put(
              prefix + "generated " + column, String.join(" ", SqliteText.group(element, at + 1)));
        }
      }
      case "collate" -> objects.merge(prefix + "collation " + column, next, (a, b) -> a + " " + b);
      case "initially" ->
          objects.merge(prefix + "foreign keys initially", next, (a, b) -> a + " " + b);
      case "conflict" ->
          objects.merge(prefix + "on conflict " + column, next, (a, b) -> a + " " + b);
      default -> {}
    }
    if (next.equals("autoincrement")) {
      objects.put(prefix + "autoincrement", column);
    }
  }
}
