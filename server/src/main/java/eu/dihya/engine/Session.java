package eu.dihya.engine;

import eu.dihya.base.Engine;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection to one target. Never reconnects by itself. Not thread-safe but for {@link
 * #cancel()}. Every method blocks the calling virtual thread and throws {@link SqlFailure}.
 */
public interface Session extends AutoCloseable {
  Engine engine();

  /** The server's own version text, such as {@code 15.19}, {@code 11.4.5} or {@code 3.51.3}. */
  String serverVersion();

  /** What the server calls this connection: process id, thread id; for SQLite a name of ours. */
  String connectionId();

  /** Opens a transaction; on SQLite {@code IMMEDIATE}, with foreign keys switched off before it. */
  void begin();

  /**
   * Commits.
   *
   * @throws SqlFailure kind CONNECTION_LOST when no acknowledgement came: the outcome is then
   *     unknown
   */
  void commit();

  /** Rolls back; does nothing when no transaction is open. */
  void rollback();

  /** Whether a transaction opened by {@link #begin()} is still open. */
  boolean inTransaction();

  /**
   * Runs one statement of a migration, as written; results are discarded. Returns affected rows, or
   * -1 if unknown.
   */
  long execute(String sql);

  /**
   * Runs one statement and tells whether it returned at least one row, reading no more than that.
   */
  boolean returnsRow(String sql);

  /**
   * Runs one of our own statements with {@code ?} for each argument and returns all rows. Arguments
   * are String, Long, Double, Boolean, Instant, byte[] or null.
   */
  List<Row> query(String sql, @Nullable Object... arguments);

  /** Runs one of our own statements with {@code ?} for each argument; returns affected rows. */
  long update(String sql, @Nullable Object... arguments);

  /**
   * Takes the target's session lock on this connection by polling; it is held until {@link
   * #unlock()} or the end of the connection, and survives commit and rollback. On SQLite, where
   * sessions have no locks, it is an exclusive lock on a file beside the database.
   *
   * @throws SqlFailure kind LOCKED, naming the holder, when it was not free within the wait
   */
  void lock(Duration wait);

  void unlock();

  /** Asks the server to stop the running statement; may be called from another thread. */
  void cancel();

  /** Ends the connection, and with it the lock and an open transaction. Never throws. */
  @Override
  void close();
}
