package eu.dihya.engine;

import eu.dihya.base.Engine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection to one target. Never reconnects by itself. Not thread-safe but for {@link
 * #cancel()}. Every method blocks the calling virtual thread and throws {@link SqlFailure}.
 */
public interface Session extends AutoCloseable {
  Engine engine();

  /** The server's own version text, such as {@code 15.19}, {@code 11.4.5} or {@code 3.51.3}. */
  default String serverVersion() {
    return capabilities().version();
  }

  /** What the server and the account are and may do, read when the session was opened. */
  Capabilities capabilities();

  /** What the server calls this connection: process id, thread id; for SQLite a name of ours. */
  String connectionId();

  /**
   * Whether another connection of this server is still there. One that this account may not see
   * counts as gone; the session lock is what tells for sure.
   *
   * @param connection what {@link #connectionId()} said of it
   */
  boolean alive(String connection);

  /**
   * Opens a transaction; on SQLite {@code IMMEDIATE}, with foreign keys switched off before it. May
   * return before the server has answered; a failure then comes out of what is awaited next.
   */
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
   * Whether statements can be under way while those before them are not answered, and the server
   * refuses the rest of a transaction once one of them has failed.
   */
  default boolean pipelines() {
    return false;
  }

  /**
   * Sends one statement of a migration, inside a transaction, without waiting for its answer; only
   * where {@link #pipelines()}.
   */
  default Answer<Answer.Ran> send(String sql) {
    throw new UnsupportedOperationException(engine() + " answers each statement before the next");
  }

  /**
   * Runs one statement and tells whether it returned at least one row, reading no more than that.
   */
  boolean returnsRow(String sql);

  /**
   * Runs one of our own statements with {@code ?} for each argument and returns all rows. Arguments
   * are String, Long, Double, Boolean, Instant, byte[] or null.
   */
  List<Row> query(String sql, @Nullable Object... arguments);

  /** Like {@link #query}, without waiting for the answer where the engine lets us. */
  default Answer<List<Row>> ask(String sql, @Nullable Object... arguments) {
    return Answer.of(query(sql, arguments));
  }

  /** Runs one of our own statements with {@code ?} for each argument; returns affected rows. */
  long update(String sql, @Nullable Object... arguments);

  /**
   * Like {@link #update}, inside a transaction, without waiting for the answer where the engine
   * lets us: a failure then comes out of what is awaited next, at the latest of the commit.
   */
  default void post(String sql, @Nullable Object... arguments) {
    update(sql, arguments);
  }

  /**
   * Runs some of our own statements, in one round trip where the engine can. Outside of a
   * transaction they may share one or not, so each is to be safe to repeat.
   */
  default void updateAll(List<String> statements) {
    statements.forEach(this::update);
  }

  /**
   * Says that this table may lose rows in the open transaction; for engines that watch over them.
   *
   * @param table without quotes, in lower case where letter case does not count
   */
  default void rowsMayGo(String table) {}

  /**
   * Takes the target's session lock on this connection if it is free; it is held until {@link
   * #unlock()} or the end of the connection, and survives commit and rollback. On SQLite, where
   * sessions have no locks, it is an exclusive lock on a file beside the database. Never waits.
   *
   * @return empty when it is held now, else who has it
   */
  Optional<LockHolder> tryLock();

  /**
   * Takes the session lock, trying again and again.
   *
   * @throws SqlFailure kind LOCKED, naming the holder, when it was not free within the wait
   */
  default void lock(Duration wait) {
    LockWait.until(this, wait);
  }

  /**
   * Ends the connection that has the session lock, if it is still the one that was seen and still
   * does nothing; returns before the server has done it. Does nothing on engines whose locks end
   * with a process.
   */
  void endHolder(LockHolder holder);

  void unlock();

  /**
   * What an operator should know of the account and the server's settings before a migration runs
   * here, in whole sentences; mostly none.
   */
  List<String> notices();

  /** Asks the server to stop the running statement; may be called from another thread. */
  void cancel();

  /**
   * Says that nothing is left to do here and nothing went wrong, so that {@link #close()} may keep
   * the connection for another target of the same database. It does so only where no statement of a
   * migration ran.
   */
  default void finished() {}

  /**
   * Ends the connection, and with it the lock and an open transaction; does nothing when repeated.
   * Never throws.
   */
  @Override
  void close();
}
