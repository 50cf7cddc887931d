package eu.dihya.engine.postgresql;

import eu.dihya.engine.HistoryRow;
import eu.dihya.engine.Tables;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Questions about our tables in several schemas of one database. Names are qualified and do not
 * depend on the search path. Answers bear the place of their schema in the list. Pure.
 */
final class HistoryQueries {
  private static final String COLUMNS =
      HistoryRow.COLUMNS.stream().map(PostgresDialect::quoted).collect(Collectors.joining(", "));

  private HistoryQueries() {}

  /**
   * Of each schema that exists: whether the account may look into it; what our two names stand for
   * there, {@code r} for a table that it may read, empty for nothing, else something else; and
   * whether the journal has pages. Most never had an entry, and to look into one takes the server
   * as long as to look into a history.
   */
  static String present(List<String> schemas) {
    return """
    SELECT n.nspname::text AS name, has_schema_privilege(n.oid, 'USAGE') AS open,
      %s AS history, %s AS journal,
      CASE WHEN j.relkind = 'r' THEN pg_relation_size(j.oid) > 0 ELSE false END AS written
    FROM pg_namespace n
      LEFT JOIN pg_class h ON h.relnamespace = n.oid AND h.relname = %s
      LEFT JOIN pg_class j ON j.relnamespace = n.oid AND j.relname = %s
    WHERE n.nspname IN (%s)\
    """
        .formatted(
            kind("h"),
            kind("j"),
            PostgresDialect.string(Tables.HISTORY),
            PostgresDialect.string(Tables.JOURNAL),
            schemas.stream().map(PostgresDialect::string).collect(Collectors.joining(", ")));
  }

  /** All rows of all histories, in no order. */
  static String histories(List<String> schemas) {
    return each(
        schemas,
        (place, schema) ->
            "SELECT %d AS place, id, %s, started_at, finished_at FROM %s"
                .formatted(place, COLUMNS, table(schema, Tables.HISTORY)));
  }

  /** The schemas whose journal has an entry. */
  static String journals(List<String> schemas) {
    return each(
        schemas,
        (place, schema) ->
            "SELECT %d AS place WHERE EXISTS (SELECT FROM %s)"
                .formatted(place, table(schema, Tables.JOURNAL)));
  }

  private interface Question {
    String about(int place, String schema);
  }

  private static String each(List<String> schemas, Question question) {
    return IntStream.range(0, schemas.size())
        .mapToObj(place -> question.about(place, schemas.get(place)))
        .collect(Collectors.joining(" UNION ALL "));
  }

  private static String kind(String alias) {
    return "CASE WHEN %1$s.oid IS NULL THEN '' WHEN has_table_privilege(%1$s.oid, 'SELECT') THEN %1$s.relkind::text ELSE '-' END"
        .formatted(alias);
  }

  private static String table(String schema, String name) {
    return PostgresDialect.quoted(schema) + "." + PostgresDialect.quoted(name);
  }
}
