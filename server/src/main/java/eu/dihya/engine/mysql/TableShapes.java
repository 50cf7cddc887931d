package eu.dihya.engine.mysql;

import eu.dihya.base.Engine;
import eu.dihya.engine.Row;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tables, columns and partitions in canonical words. Auto-increment counters and comments are left
 * out.
 */
final class TableShapes {
  private final Engine engine;
  private final Catalogue catalogue;

  TableShapes(Engine engine, Catalogue catalogue) {
    this.engine = engine;
    this.catalogue = catalogue;
  }

  void addTo(Map<String, String> objects) {
    for (Row table : catalogue.tables()) {
      if (!isView(table)) {
        objects.put("table " + table.text("name"), table(table));
      }
    }
    for (Row column : catalogue.columns()) {
      String name = "table " + column.text("table_name");
      if (objects.containsKey(name)) {
        objects.put(name + "/column " + column.text("name"), column(column));
        objects.merge(
            name + "/columns", column.text("name"), (before, next) -> before + ", " + next);
      }
    }
    for (Row part : catalogue.partitions()) {
      String subpartition = part.textOrNull("subpartition");
      String name = part.text("name") + (subpartition == null ? "" : "." + subpartition);
      objects.put(
          "table " + part.text("table_name") + "/partition " + name, part.text("definition"));
    }
  }

  private static boolean isView(Row table) {
    return table.text("type").endsWith("VIEW");
  }

  private static String table(Row table) {
    return Words.of(
        table.text("type").toLowerCase(Locale.ROOT),
        lower(table.textOrNull("engine")),
        "collate",
        table.textOrNull("collation"),
        options(table.textOrNull("options")));
  }

  private static String options(@Nullable String options) {
    return Arrays.stream(lower(options).split(" "))
        .filter(option -> !option.isBlank() && !option.equals("partitioned"))
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private String column(Row column) {
    String extra = lower(column.textOrNull("extra")).replace("default_generated", "").strip();
    String expression = column.textOrNull("expression");
    String srid = column.textOrNull("srid");
    return Words.of(
        column.text("type"),
        srid == null ? "" : "srid " + srid,
        column.textOrNull("collation") == null ? "" : "collate " + column.text("collation"),
        column.text("nullable").equals("NO") ? "not null" : "null",
        preset(column),
        extra,
        expression == null || expression.isBlank() ? "" : "as (" + expression + ")");
  }

  /** MariaDB tells a default as it would be written; MySQL tells a literal without its quotes. */
  private String preset(Row column) {
    String preset = column.textOrNull("preset");
    if (preset == null || (engine == Engine.MARIADB && preset.equals("NULL"))) {
      return "";
    }
    boolean written =
        engine == Engine.MARIADB || lower(column.textOrNull("extra")).contains("default_generated");
    return "default " + (written ? preset : "'" + preset.replace("'", "''") + "'");
  }

  private static String lower(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }
}
