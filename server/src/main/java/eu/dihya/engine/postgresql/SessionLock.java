package eu.dihya.engine.postgresql;

import eu.dihya.engine.Row;
import eu.dihya.engine.Session;
import eu.dihya.engine.SqlFailure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;

/**
 * The session lock of a target: an advisory lock of its database, with a key made of its schema.
 * Polled, never waited for, because a statement that waits holds a snapshot, and {@code CREATE
 * INDEX CONCURRENTLY} waits for all of them.
 */
final class SessionLock {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final String HOLDER =
      """
      SELECT a.pid, coalesce(a.application_name, '') AS application, coalesce(a.client_addr::text, 'local') AS client,
        coalesce(a.state, 'unknown') AS state,
        coalesce(extract(epoch FROM clock_timestamp() - a.state_change)::bigint, 0) AS seconds
      FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
      WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
        AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND l.classid::bigint = %d AND l.objid::bigint = %d\
      """;

  private final Session session;
  private final long key;
  private boolean held;

  SessionLock(Session session, String schema) {
    this.session = session;
    this.key = key("dihya session lock " + schema);
  }

  void lock(Duration wait) {
    long end = System.nanoTime() + wait.toNanos();
    while (!held) {
      held =
          session
              .query("SELECT pg_try_advisory_lock(" + key + ") AS taken")
              .getFirst()
              .flag("taken");
      if (!held) {
        if (System.nanoTime() - end >= 0) {
          throw refused();
        }
        pause();
      }
    }
  }

  void unlock() {
    if (held) {
      held = false;
      session.query("SELECT pg_advisory_unlock(" + key + ") AS given");
    }
  }

  private SqlFailure refused() {
    List<Row> holders = session.query(HOLDER.formatted(key >>> 32, key & 0xffff_ffffL));
    String holder =
        holders.isEmpty() ? "a session that has just ended" : BlockerWatch.describe(holders);
    return new SqlFailure(
        SqlFailure.Kind.LOCKED,
        "the session lock of this target is held by " + holder,
        null,
        0,
        null);
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SqlFailure(
          SqlFailure.Kind.CANCELLED, "interrupted while waiting for the lock", null, 0, e);
    }
  }

  private static long key(String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
