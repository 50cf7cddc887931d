package eu.dihya.engine;

import eu.dihya.tenants.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code dihya_schema_history} of a target: the truth about what was applied there.
 * Reading never creates anything; {@link #prepare()} does. Bound to a session, and as little
 * thread-safe.
 */
public final class SchemaHistory {
  private final Session session;
  private final Dialect dialect;
  private final Target target;
  private final Columns columns;

  public SchemaHistory(Session session, Dialect dialect, Target target) {
    this.session = session;
    this.dialect = dialect;
    this.target = target;
    this.columns = new Columns(dialect, HistoryRow.COLUMNS);
  }

  /** Whether the target has a history, possibly an empty one. Not for use inside a transaction. */
  public boolean exists() {
    return answers("SELECT 1 AS one FROM " + table(Tables.HISTORY) + " WHERE 1 = 0");
  }

  /**
   * Creates the tables that every target has where they are missing (on PostgreSQL also the
   * target's schema), the fence's row and the instance's id. Safe to repeat; to be called under the
   * session lock and outside a transaction.
   */
  public void prepare() {
    if (rowsOfOurs().filter(rows -> rows == 2).isPresent()) {
      return;
    }
    List<String> statements = new ArrayList<>(dialect.createTables(target));
    statements.add(where("(epoch) SELECT 0", Tables.FENCE));
    statements.add(
        where("(uuid) SELECT " + dialect.literal(UUID.randomUUID().toString()), Tables.INSTANCE));
    session.updateAll(statements);
  }

  /** Fills one of our tables that is to have one row. */
  private String where(String values, String name) {
    return "INSERT INTO %s %s FROM (SELECT 1 AS one) AS alone WHERE NOT EXISTS (SELECT 1 FROM %s)"
        .formatted(table(name), values, table(name));
  }

  /**
   * The id that tells this target from its copies and restores; empty before {@link #prepare()} has
   * written it.
   */
  public Optional<String> instance() {
    return session.query("SELECT uuid FROM " + table(Tables.INSTANCE)).stream()
        .findFirst()
        .map(row -> row.text("uuid"));
  }

  /**
   * All rows in the order in which they were written, by one query; empty when the target has no
   * history. Not for use inside a transaction unless the table is known to exist.
   */
  public List<HistoryRow> rows() {
    String sql =
        "SELECT id, %s, started_at, finished_at FROM %s ORDER BY id"
            .formatted(columns.list(), table(Tables.HISTORY));
    try {
      return session.query(sql).stream().map(HistoryRow::of).toList();
    } catch (SqlFailure e) {
      if (e.kind() == SqlFailure.Kind.OBJECT && !session.inTransaction() && !exists()) {
        return List.of();
      }
      throw e;
    }
  }

  /**
   * When a step begins whose row is written in the transaction that is about to be opened; empty
   * where the database itself remembers when that was.
   */
  public Optional<Instant> beginning() {
    return dialect.begun().isPresent() ? Optional.empty() : Optional.of(now());
  }

  /**
   * Adds a row, inside a transaction; the database's clock says when it ended.
   *
   * @param startedAt database time; empty when the step and the open transaction began together
   */
  public void append(HistoryRow row, Optional<Instant> startedAt) {
    String begun = startedAt.isPresent() ? "?" : dialect.begun().orElseThrow();
    String sql =
        "INSERT INTO %s (%s, started_at, finished_at) VALUES (%s, %s, %s)"
            .formatted(
                table(Tables.HISTORY), columns.list(), columns.marks(), begun, dialect.now());
    List<@Nullable Object> values =
        new ArrayList<>(
            Arrays.<@Nullable Object>asList(
                row.stream(),
                row.version(),
                row.description(),
                row.kind().code(),
                row.rawChecksum(),
                row.tokenChecksum(),
                row.placeholderDigest(),
                row.release(),
                row.rollout(),
                row.shapeAfter(),
                row.epoch(),
                row.actor(),
                row.toolVersion(),
                row.head()));
    startedAt.ifPresent(values::add);
    session.post(sql, values.toArray());
  }

  /** The database's clock. */
  public Instant now() {
    return asking().await();
  }

  /** Like {@link #now()}, with what is asked next where the engine can. */
  public Answer<Instant> asking() {
    Answer<List<Row>> rows = session.ask("SELECT " + dialect.now() + " AS now_utc");
    return () -> {
      Instant now = rows.await().getFirst().instantOrNull("now_utc");
      if (now == null) {
        throw new IllegalStateException("the database has no clock");
      }
      return now;
    };
  }

  /** How many rows fence and instance have; empty when one of the tables is missing. */
  private Optional<Long> rowsOfOurs() {
    String sql =
        "SELECT (SELECT count(*) FROM %s WHERE 1 = 0)".formatted(table(Tables.HISTORY))
            + " + (SELECT count(*) FROM %s) + (SELECT count(*) FROM %s) AS rows_of_ours"
                .formatted(table(Tables.FENCE), table(Tables.INSTANCE));
    try {
      return Optional.of(session.query(sql).getFirst().number("rows_of_ours"));
    } catch (SqlFailure e) {
      if (e.kind() == SqlFailure.Kind.OBJECT) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private boolean answers(String sql) {
    try {
      session.query(sql);
      return true;
    } catch (SqlFailure e) {
      if (e.kind() == SqlFailure.Kind.OBJECT) {
        return false;
      }
      throw e;
    }
  }

  private String table(String name) {
    return dialect.table(target, name);
  }
}
