package eu.dihya.plan.sweep;

import eu.dihya.base.Engine;
import eu.dihya.sql.Quoting;
import eu.dihya.sql.RowDemand;
import eu.dihya.sql.RowReading;
import eu.dihya.sql.SqlDialect;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Demands as counts of the rows that do not fulfil them; the same SQL on every engine. */
final class ProbeSql {
  private static final String ROW = "dihya_row.";

  private ProbeSql() {}

  static String of(RowDemand demand) {
    return switch (demand) {
      case RowDemand.Unique unique -> unique(unique);
      case RowDemand.NotNull notNull ->
          count(notNull.of().table() + " AS dihya_row")
              + " WHERE "
              + notNull.columns().stream()
                  .map(column -> ROW + column + " IS NULL")
                  .collect(Collectors.joining(" OR "));
      case RowDemand.NoRows rows -> count(rows.of().table());
      case RowDemand.Check check ->
          count(check.of().table()) + " WHERE NOT (" + check.condition() + ")";
      case RowDemand.Reference reference -> reference(reference);
      case RowDemand.Unclear unclear -> throw new IllegalArgumentException(unclear.because());
    };
  }

  static String primaryKey(Engine engine, String parent) {
    return switch (engine) {
      case POSTGRESQL ->
          "SELECT a.attname AS name FROM pg_index i CROSS JOIN unnest(i.indkey) WITH ORDINALITY AS"
              + " k(number, place) JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum ="
              + " k.number WHERE i.indisprimary AND i.indrelid = to_regclass("
              + Quoting.literal(parent, SqlDialect.POSTGRESQL)
              + ") ORDER BY k.place";
      case SQLITE ->
          "SELECT name FROM pragma_table_info("
              + Quoting.literal(RowReading.plainName(parent, SqlDialect.SQLITE), SqlDialect.SQLITE)
              + ") WHERE pk > 0 ORDER BY pk";
      case MYSQL, MARIADB ->
          throw new IllegalArgumentException("a foreign key names its parent's columns");
    };
  }

  static List<String> quoted(Engine engine, List<String> names) {
    SqlDialect dialect = SqlDialect.of(engine);
    return names.stream().map(name -> Quoting.identifier(name, dialect)).toList();
  }

  /** Rows of groups with more than one. */
  private static String unique(RowDemand.Unique unique) {
    boolean plain =
        unique.where().isEmpty() && unique.keys().stream().allMatch(RowDemand.Key::column);
    List<String> keys =
        unique.keys().stream().map(key -> (plain ? ROW : "") + key.expression()).toList();
    String known =
        keys.stream().map(key -> key + " IS NOT NULL").collect(Collectors.joining(" AND "));
    String filter =
        unique.nullsAlike()
            ? unique.where()
            : unique.where().isEmpty() ? known : "(" + unique.where() + ") AND " + known;
    return "SELECT coalesce(sum(dihya_n), 0) AS offending FROM (SELECT count(*) AS dihya_n FROM "
        + unique.of().table()
        + (plain ? " AS dihya_row" : "")
        + (filter.isEmpty() ? "" : " WHERE " + filter)
        + " GROUP BY "
        + String.join(", ", keys)
        + " HAVING count(*) > 1) AS dihya_groups";
  }

  private static String reference(RowDemand.Reference reference) {
    List<String> columns = reference.columns();
    String known = nulls(columns, " IS NOT NULL", " AND ");
    String same =
        IntStream.range(0, columns.size())
            .mapToObj(
                i ->
                    "dihya_parent."
                        + reference.parentColumns().get(i)
                        + " = "
                        + ROW
                        + columns.get(i))
            .collect(Collectors.joining(" AND "));
    String orphan =
        known
            + " AND NOT EXISTS (SELECT 1 FROM "
            + reference.parent()
            + " AS dihya_parent WHERE "
            + same
            + ")";
    String mixed =
        "("
            + nulls(columns, " IS NULL", " OR ")
            + ") AND ("
            + nulls(columns, " IS NOT NULL", " OR ")
            + ")";
    return count(reference.of().table() + " AS dihya_row")
        + " WHERE "
        + (reference.full() ? "(" + orphan + ") OR (" + mixed + ")" : orphan);
  }

  private static String nulls(List<String> columns, String what, String between) {
    return columns.stream().map(column -> ROW + column + what).collect(Collectors.joining(between));
  }

  private static String count(String from) {
    return "SELECT count(*) AS offending FROM " + from;
  }
}
