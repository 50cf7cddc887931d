package eu.dihya.engine;

import eu.dihya.tenants.Target;
import java.time.Instant;
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
  private static final List<String> COLUMNS =
      List.of(
          "stream",
          "version",
          "description",
          "kind",
          "raw_checksum",
          "token_checksum",
          "placeholder_digest",
          "release",
          "rollout",
          "shape_after",
          "epoch",
          "actor",
          "tool_version",
          "started_at",
          "head");

  private final Session session;
  private final Dialect dialect;
  private final Target target;
  private final Columns columns;

  public SchemaHistory(Session session, Dialect dialect, Target target) {
    this.session = session;
    this.dialect = dialect;
    this.target = target;
    this.columns = new Columns(dialect, COLUMNS);
  }

  /** Whether the target has a history, possibly an empty one. Not for use inside a transaction. */
  public boolean exists() {
    return answers("SELECT 1 AS one FROM " + table(Tables.HISTORY) + " WHERE 1 = 0");
  }

  /**
   * Creates the four tables where they are missing (on PostgreSQL also the target's schema), the
   * fence's row and the instance's id. Safe to repeat; to be called under the session lock and
   * outside a transaction.
   */
  public void prepare() {
    if (!complete()) {
      dialect.createTables(target).forEach(session::update);
    }
    if (session.query("SELECT epoch FROM " + table(Tables.FENCE)).isEmpty()) {
      session.update("INSERT INTO " + table(Tables.FENCE) + " (epoch) VALUES (0)");
    }
    if (instance().isEmpty()) {
      session.update(
          "INSERT INTO " + table(Tables.INSTANCE) + " (uuid) VALUES (?)",
          UUID.randomUUID().toString());
    }
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
        "SELECT id, %s, finished_at FROM %s ORDER BY id"
            .formatted(columns.list(), table(Tables.HISTORY));
    try {
      return session.query(sql).stream().map(SchemaHistory::read).toList();
    } catch (SqlFailure e) {
      if (e.kind() == SqlFailure.Kind.OBJECT && !session.inTransaction() && !exists()) {
        return List.of();
      }
      throw e;
    }
  }

  /**
   * Adds a row that was begun at the given database time ({@link #now()}); the database's clock
   * says when it ended.
   */
  public void append(HistoryRow row, Instant startedAt) {
    String sql =
        "INSERT INTO %s (%s, finished_at) VALUES (%s, %s)"
            .formatted(table(Tables.HISTORY), columns.list(), columns.marks(), dialect.now());
    @Nullable Object[] values = {
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
      startedAt,
      row.head()
    };
    session.update(sql, values);
  }

  /** The database's clock. */
  public Instant now() {
    Instant now =
        session
            .query("SELECT " + dialect.now() + " AS now_utc")
            .getFirst()
            .instantOrNull("now_utc");
    if (now == null) {
      throw new IllegalStateException("the database has no clock");
    }
    return now;
  }

  private boolean complete() {
    return answers(
        "SELECT (SELECT count(*) FROM %s WHERE 1 = 0) + (SELECT count(*) FROM %s WHERE 1 = 0)"
                .formatted(table(Tables.HISTORY), table(Tables.JOURNAL))
            + " + (SELECT count(*) FROM %s) + (SELECT count(*) FROM %s) AS rows_of_ours"
                .formatted(table(Tables.FENCE), table(Tables.INSTANCE)));
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

  private static HistoryRow read(Row row) {
    return new HistoryRow(
        row.number("id"),
        row.text("stream"),
        row.text("version"),
        row.text("description"),
        HistoryRow.Kind.of(row.text("kind")),
        row.text("raw_checksum"),
        row.text("token_checksum"),
        row.text("placeholder_digest"),
        row.text("release"),
        row.text("rollout"),
        row.textOrNull("shape_after"),
        row.number("epoch"),
        row.text("actor"),
        row.text("tool_version"),
        row.instantOrNull("started_at"),
        row.instantOrNull("finished_at"),
        row.textOrNull("head"));
  }
}
