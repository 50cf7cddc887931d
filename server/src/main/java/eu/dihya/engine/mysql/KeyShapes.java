package eu.dihya.engine.mysql;

import eu.dihya.engine.Row;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Indexes, foreign keys and checks in canonical words. */
final class KeyShapes {
  private final Catalogue catalogue;
  private final String database;

  KeyShapes(Catalogue catalogue, String database) {
    this.catalogue = catalogue;
    this.database = database;
  }

  void addTo(Map<String, String> objects) {
    Map<String, String> kinds = new LinkedHashMap<>();
    Map<String, String> parts = new LinkedHashMap<>();
    for (Row part : catalogue.indexes()) {
      kinds.put(path(part, "index"), indexKind(part));
      join(parts, path(part, "index"), indexPart(part));
    }
    kinds.forEach((name, kind) -> objects.put(name, kind + " (" + parts.get(name) + ")"));
    foreignKeys(objects);
    for (Row check : catalogue.checks()) {
      boolean enforced = check.text("enforced").equals("YES");
      objects.put(
          path(check, "check"), Words.of(check.text("clause"), enforced ? "" : "not enforced"));
    }
  }

  private void foreignKeys(Map<String, String> objects) {
    Map<String, String> rules = new HashMap<>();
    for (Row rule : catalogue.foreignKeys().rules()) {
      rules.put(path(rule, "foreign key"), rule(rule));
    }
    for (Row part : catalogue.foreignKeys().columns()) {
      String path = path(part, "foreign key");
      if (rules.containsKey(path)) {
        join(objects, path, Words.of(foreignKeyPart(part), rules.get(path)));
      }
    }
  }

  private static String rule(Row rule) {
    return Words.of(
        "on update",
        rule.text("on_update").toLowerCase(Locale.ROOT),
        "on delete",
        rule.text("on_delete").toLowerCase(Locale.ROOT));
  }

  private static void join(Map<String, String> objects, String name, String part) {
    objects.merge(name, part, (before, next) -> before + ", " + next);
  }

  private static String path(Row row, String kind) {
    return "table " + row.text("table_name") + "/" + kind + " " + row.text("name");
  }

  private static String indexPart(Row part) {
    String expression = part.textOrNull("expression");
    String prefix = part.textOrNull("prefix");
    return Words.of(
        expression == null ? part.textOrNull("column_name") : "(" + expression + ")",
        prefix == null ? "" : "prefix " + prefix,
        "D".equals(part.textOrNull("direction")) ? "desc" : "");
  }

  private static String indexKind(Row index) {
    return Words.of(
        index.number("non_unique") == 0 ? "unique" : "",
        index.text("type").toLowerCase(Locale.ROOT),
        index.textOrNull("hidden"));
  }

  private String foreignKeyPart(Row part) {
    return Words.of(
        part.text("column_name"),
        "→",
        elsewhere(part.textOrNull("schema_name"))
            + part.text("referenced")
            + "."
            + part.text("referenced_column"));
  }

  private String elsewhere(@Nullable String schema) {
    return schema == null || schema.equalsIgnoreCase(database) ? "" : schema + ".";
  }
}
