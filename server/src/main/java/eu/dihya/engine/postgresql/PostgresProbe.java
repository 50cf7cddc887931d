package eu.dihya.engine.postgresql;

import eu.dihya.engine.Row;
import eu.dihya.engine.Session;
import eu.dihya.engine.SqlFailure;
import eu.dihya.engine.StatementProbe;
import eu.dihya.tenants.Target;
import java.util.List;
import java.util.Optional;

/**
 * Reads from PostgreSQL's catalogue what became of a statement that could not be in a transaction.
 * {@code IF NOT EXISTS} is not believed: an index that is there must be valid and have the
 * definition that the statement gives it.
 */
final class PostgresProbe implements StatementProbe {
  private static final String INDEX =
      """
      SELECT i.indisvalid AND i.indisready AS valid, i.indisunique AS is_unique,
        i.indrelid = to_regclass(?) AS same_table, pg_get_indexdef(i.indexrelid) AS definition,
        format('%I.%I', n.nspname, c.relname) AS name
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_index i ON i.indexrelid = c.oid
      WHERE c.relname = ? AND c.relnamespace = (SELECT t.relnamespace FROM pg_class t WHERE t.oid = to_regclass(?))\
      """;

  private static final String LEFTOVER =
      """
      SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS name
      FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE NOT i.indisvalid AND c.relname ~ '_cc(new|old)[0-9]*$' AND %s ORDER BY 1 LIMIT 1\
      """;

  @Override
  public Optional<Verdict> look(Session session, Target target, String sql) {
    Optional<ConcurrentStatement> statement = ConcurrentStatement.of(sql);
    if (statement.isEmpty()) {
      return Optional.empty();
    }
    session.query("SET search_path = " + PostgresDialect.quoted(PostgresDialect.schema(target)));
    return Optional.of(
        switch (statement.get()) {
          case ConcurrentStatement.CreateIndex create -> created(session, create);
          case ConcurrentStatement.DropIndex drop ->
              exists(session, drop.index()) ? new Verdict.Absent() : new Verdict.Done();
          case ConcurrentStatement.Reindex reindex -> rebuilt(session, reindex);
          case ConcurrentStatement.DetachPartition detach -> detached(session, detach);
          case ConcurrentStatement.Whole whole -> whole(session, whole);
          case ConcurrentStatement.Repeatable ignored -> new Verdict.Absent();
        });
  }

  private static Verdict created(Session session, ConcurrentStatement.CreateIndex create) {
    List<Row> rows = session.query(INDEX, create.table(), create.name(), create.table());
    if (rows.isEmpty()) {
      return new Verdict.Absent();
    }
    Row found = rows.getFirst();
    if (found.textOrNull("definition") == null) {
      return new Verdict.Different(found.text("name") + " is there and is no index");
    }
    if (!found.flag("same_table")) {
      return new Verdict.Different(
          "the index " + found.text("name") + " is there and belongs to another table");
    }
    if (!found.flag("valid")) {
      return new Verdict.Partial("DROP INDEX CONCURRENTLY IF EXISTS " + found.text("name"));
    }
    boolean same =
        found.flag("is_unique") == create.unique()
            && columns(found.text("definition")).equals(columns(wanted(session, create)));
    return same
        ? new Verdict.Done()
        : new Verdict.Different(
            "the index "
                + found.text("name")
                + " is there with another definition: "
                + found.text("definition"));
  }

  /**
   * The server itself says how it would write the definition: of the same index on an empty table
   * of the same columns.
   */
  private static String wanted(Session session, ConcurrentStatement.CreateIndex create) {
    session.begin();
    try {
      session.update(
          "CREATE TEMPORARY TABLE dihya_probe (LIKE " + create.table() + ") ON COMMIT DROP");
      session.update(
          "CREATE INDEX dihya_probe_index ON pg_temp.dihya_probe " + create.definition());
      return session
          .query("SELECT pg_get_indexdef(to_regclass('pg_temp.dihya_probe_index')) AS definition")
          .getFirst()
          .text("definition");
    } catch (SqlFailure e) {
      return "";
    } finally {
      session.rollback();
    }
  }

  private static String columns(String definition) {
    return definition.substring(Math.max(0, definition.indexOf(" USING ")));
  }

  private static Verdict rebuilt(Session session, ConcurrentStatement.Reindex reindex) {
    List<Row> leftovers =
        switch (reindex.kind()) {
          case "INDEX" ->
              session.query(
                  LEFTOVER.formatted(
                      "i.indrelid = (SELECT o.indrelid FROM pg_index o WHERE o.indexrelid ="
                          + " to_regclass(?))"),
                  reindex.name());
          case "TABLE" ->
              session.query(LEFTOVER.formatted("i.indrelid = to_regclass(?)"), reindex.name());
          default -> session.query(LEFTOVER.formatted("n.nspname = current_schema()"));
        };
    return leftovers.isEmpty()
        ? new Verdict.Absent()
        : new Verdict.Partial(
            "DROP INDEX CONCURRENTLY IF EXISTS " + leftovers.getFirst().text("name"));
  }

  private static Verdict detached(Session session, ConcurrentStatement.DetachPartition detach) {
    List<Row> rows =
        session.query(
            "SELECT inhdetachpending AS pending FROM pg_inherits WHERE inhparent = to_regclass(?)"
                + " AND inhrelid = to_regclass(?)",
            detach.table(),
            detach.partition());
    if (rows.isEmpty()) {
      return exists(session, detach.partition())
          ? new Verdict.Done()
          : new Verdict.Different("the partition " + detach.partition() + " is not there");
    }
    return rows.getFirst().flag("pending")
        ? new Verdict.Partial(
            "ALTER TABLE "
                + detach.table()
                + " DETACH PARTITION "
                + detach.partition()
                + " FINALIZE")
        : new Verdict.Absent();
  }

  /** A database of which {@code DROP} was interrupted is there, and can only be dropped. */
  private static Verdict whole(Session session, ConcurrentStatement.Whole whole) {
    String sql =
        switch (whole.type()) {
          case DATABASE -> "SELECT datconnlimit = -2 AS broken FROM pg_database WHERE datname = ?";
          case TABLESPACE -> "SELECT false AS broken FROM pg_tablespace WHERE spcname = ?";
        };
    List<Row> rows = session.query(sql, whole.name());
    if (rows.isEmpty() || !whole.created()) {
      return rows.isEmpty() == whole.created() ? new Verdict.Absent() : new Verdict.Done();
    }
    return rows.getFirst().flag("broken")
        ? new Verdict.Partial("DROP DATABASE " + PostgresDialect.quoted(whole.name()))
        : new Verdict.Done();
  }

  private static boolean exists(Session session, String name) {
    return session
        .query("SELECT to_regclass(?) IS NOT NULL AS there", name)
        .getFirst()
        .flag("there");
  }
}
