package eu.dihya.engine.postgresql;

import eu.dihya.engine.LockHolder;
import eu.dihya.engine.LockKey;
import eu.dihya.engine.OpenConnections;
import eu.dihya.engine.Row;
import eu.dihya.engine.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The session lock of a target: an advisory lock of its database, with a key made of its schema,
 * and with it the lock that bears the installation's name. Never waited for inside the server,
 * because a statement that waits holds a snapshot, and {@code CREATE INDEX CONCURRENTLY} waits for
 * all of them.
 */
final class SessionLock {
  private static final String HELD_BY =
      """
      EXISTS (SELECT FROM pg_locks l WHERE l.pid = a.pid AND l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
        AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND l.classid::bigint = %d AND l.objid::bigint = %d)\
      """;
  private static final String HOLDER =
      """
      SELECT a.pid, coalesce(a.application_name, '') AS application, coalesce(a.client_addr::text, 'local') AS client,
        coalesce(a.state, 'unknown') AS state, coalesce(a.query, '') AS query,
        coalesce(extract(epoch FROM clock_timestamp()
          - CASE WHEN a.state LIKE 'idle%%' THEN a.state_change ELSE a.query_start END)::bigint, 0) AS seconds,
        %s AS ours
      FROM pg_stat_activity a WHERE %s\
      """;
  private static final String END =
      "SELECT pg_terminate_backend(a.pid) AS asked FROM pg_stat_activity a WHERE a.pid = %s AND"
          + " a.state LIKE 'idle%%' AND %s";

  private static final String CANCEL =
      "SELECT pg_cancel_backend(a.pid) AS asked FROM pg_stat_activity a WHERE a.pid = %d AND %s";

  private final Session session;
  private final OpenConnections connections;
  private final String server;
  private final long key;
  private final Optional<Long> ownerKey;
  private boolean held;

  SessionLock(Session session, PostgresConnector connector, String schema, String owner) {
    this.session = session;
    this.connections = connector.connections();
    this.server = connector.target().server();
    this.key = LockKey.of("dihya session lock " + schema).number();
    this.ownerKey =
        owner.isEmpty() ? Optional.empty() : Optional.of(LockKey.ofOwner(owner, schema).number());
  }

  Optional<LockHolder> tryTake() {
    if (!held) {
      held = session.query(taking()).getFirst().flag("taken");
    }
    return held ? Optional.empty() : Optional.of(holder());
  }

  void release() {
    if (held) {
      held = false;
      String owner = ownerKey.map(k -> ", pg_advisory_unlock(" + k + ") AS owner").orElse("");
      session.query("SELECT pg_advisory_unlock(" + key + ") AS given" + owner);
    }
  }

  void end(LockHolder holder) {
    session.query(END.formatted(holder.connection(), heldBy(key)));
  }

  /** Stops what a process runs, if it still has this lock and so is nobody else's by now. */
  String cancelling(int pid) {
    return CANCEL.formatted(pid, heldBy(key));
  }

  private String taking() {
    String take = "pg_try_advisory_lock(" + key + ")";
    return ownerKey
        .map(
            owner ->
                "CASE WHEN %s THEN pg_try_advisory_lock(%d) IS NOT NULL ELSE false END"
                    .formatted(take, owner))
        .map(both -> "SELECT " + both + " AS taken")
        .orElse("SELECT " + take + " AS taken");
  }

  private LockHolder holder() {
    String ours = ownerKey.map(SessionLock::heldBy).orElse("false");
    List<Row> rows = session.query(HOLDER.formatted(ours, heldBy(key)));
    if (rows.isEmpty()) {
      return LockHolder.GONE;
    }
    Row row = rows.getFirst();
    String pid = Long.toString(row.number("pid"));
    boolean running = !row.text("state").startsWith("idle");
    return new LockHolder(
        pid,
        BlockerWatch.describe(List.of(row)),
        row.flag("ours") && !connections.has(server, pid),
        running,
        Duration.ofSeconds(row.number("seconds")),
        running ? row.text("query") : "",
        "to end it: SELECT pg_terminate_backend(" + pid + ")");
  }

  private static String heldBy(long key) {
    return HELD_BY.formatted(key >>> 32, key & 0xffff_ffffL);
  }
}
