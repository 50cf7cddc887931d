package eu.dihya.demo;

import eu.dihya.base.Engine;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One {@code INSERT} with the rows of one table, as text for one engine. */
final class Inserts {
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final Engine engine;
  private final String table;
  private final String columns;
  private final List<String> rows = new ArrayList<>();

  Inserts(Engine engine, String table, String... columns) {
    this.engine = engine;
    this.table = table;
    this.columns = String.join(", ", columns);
  }

  /** Adds a row, one value for each column: a number, a text, a date, a time, or null. */
  Inserts row(@Nullable Object... values) {
    rows.add(
        Arrays.stream(values)
            .map(value -> literal(engine, value))
            .collect(Collectors.joining(", ", "(", ")")));
    return this;
  }

  String statement() {
    return "INSERT INTO " + table + " (" + columns + ") VALUES\n" + String.join(",\n", rows);
  }

  static String literal(Engine engine, @Nullable Object value) {
    return switch (value) {
      case null -> "NULL";
      case Number number -> number.toString();
      case LocalDateTime time -> "'" + INSTANT.format(time) + "'";
      default -> quoted(engine, value.toString());
    };
  }

  /**
   * In MySQL and MariaDB a backslash escapes what follows, elsewhere it is a character like any
   * other.
   */
  private static String quoted(Engine engine, String text) {
    String doubled = text.replace("'", "''");
    return "'" + (engine.isMySqlFamily() ? doubled.replace("\\", "\\\\") : doubled) + "'";
  }
}
