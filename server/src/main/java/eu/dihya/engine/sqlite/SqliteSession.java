package eu.dihya.engine.sqlite;

import eu.dihya.base.Engine;
import eu.dihya.engine.Row;
import eu.dihya.engine.Session;
import eu.dihya.engine.SessionOptions;
import eu.dihya.engine.SqlFailure;
import eu.dihya.engine.StatementHead;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConnection;

/**
 * One SQLite connection. A busy database is waited for on the caller's thread, not on one of the
 * few SQLite threads, so that sessions which wait never keep the one from going on for which they
 * wait; only inside a transaction, where nothing but a reader can be in the way, SQLite waits
 * itself.
 */
final class SqliteSession implements Session {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteSession.class);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration SHORT = Duration.ofMinutes(1);

  private final SQLiteConnection connection;
  private final SqliteThreads threads;
  private final SessionOptions options;
  private final String id;
  private final String version;
  private final FileSessionLock sessionLock;
  private final ReentrantLock handle = new ReentrantLock();
  private boolean inTransaction;
  private volatile boolean closed;
  private @Nullable RebuildGuard guard;

  SqliteSession(
      SQLiteConnection connection,
      Path file,
      SqliteThreads threads,
      SessionOptions options,
      String id) {
    this.connection = connection;
    this.threads = threads;
    this.options = options;
    this.id = id;
    this.sessionLock = new FileSessionLock(file, "session " + id);
    run("PRAGMA busy_timeout = 0");
    this.version = query("SELECT sqlite_version() AS v").getFirst().text("v");
  }

  @Override
  public Engine engine() {
    return Engine.SQLITE;
  }

  @Override
  public String serverVersion() {
    return version;
  }

  @Override
  public String connectionId() {
    return id;
  }

  @Override
  public void begin() {
    if (inTransaction) {
      throw new IllegalStateException("a transaction is open already");
    }
    run("PRAGMA foreign_keys = OFF");
    waitingWhileBusy("BEGIN IMMEDIATE", () -> exec("BEGIN IMMEDIATE"));
    inTransaction = true;
    run("PRAGMA busy_timeout = " + options.lock().toMillis());
  }

  @Override
  public void commit() {
    RebuildGuard watching = guard;
    if (watching != null) {
      watching.check();
    }
    run("COMMIT");
    ended();
  }

  @Override
  public void rollback() {
    if (!inTransaction) {
      return;
    }
    try {
      run("ROLLBACK");
    } catch (SqlFailure e) {
      if (!e.text().contains("no transaction is active")) {
        throw e;
      }
    }
    ended();
  }

  @Override
  public boolean inTransaction() {
    return inTransaction;
  }

  @Override
  public long execute(String sql) {
    if (inTransaction) {
      StatementHead.refuseTransactionControl(sql);
      watching().before(sql);
      return run(sql);
    }
    long rows = waitingWhileBusy(sql, () -> exec(sql));
    // A script that switches foreign keys on would make the rebuild of a parent table delete its
    // children.
    run("PRAGMA foreign_keys = OFF");
    return rows;
  }

  @Override
  public boolean returnsRow(String sql) {
    return waitingWhileBusy(
        sql,
        () -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute(sql) && statement.getResultSet().next();
          }
        });
  }

  @Override
  public List<Row> query(String sql, @Nullable Object... arguments) {
    return waitingWhileBusy(
        sql,
        () -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            SqliteValues.bind(statement, arguments);
            try (ResultSet result = statement.executeQuery()) {
              return SqliteValues.rows(result);
            }
          }
        });
  }

  @Override
  public long update(String sql, @Nullable Object... arguments) {
    return waitingWhileBusy(
        sql,
        () -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            SqliteValues.bind(statement, arguments);
            return statement.executeLargeUpdate();
          }
        });
  }

  @Override
  public void lock(Duration wait) {
    if (options.readOnly()) {
      throw new IllegalStateException("a session that only looks takes no lock");
    }
    sessionLock.lock(wait);
  }

  @Override
  public void unlock() {
    sessionLock.unlock();
  }

  @Override
  public void cancel() {
    handle.lock();
    try {
      if (!closed) {
        connection.getDatabase().interrupt();
      }
    } catch (SQLException e) {
      throw SqliteErrors.of(e, "");
    } finally {
      handle.unlock();
    }
  }

  @Override
  public void close() {
    handle.lock();
    try {
      if (!closed) {
        closed = true;
        threads.call(
            () -> {
              connection.close();
              return true;
            },
            SHORT,
            () -> {});
      }
    } catch (SQLException | SqlFailure e) {
      LOG.warn("closing {} failed: {}", id, e.getMessage());
    } finally {
      handle.unlock();
      sessionLock.unlock();
    }
  }

  static void pause(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SqlFailure(
          SqlFailure.Kind.CANCELLED, "interrupted while waiting for a lock", null, 0, e);
    }
  }

  private RebuildGuard watching() {
    RebuildGuard watching = guard;
    if (watching == null) {
      watching = new RebuildGuard(this);
      guard = watching;
    }
    return watching;
  }

  private void ended() {
    inTransaction = false;
    guard = null;
    run("PRAGMA busy_timeout = 0");
  }

  private long run(String sql) {
    try {
      return call(() -> exec(sql));
    } catch (SQLException e) {
      throw failure(e, sql);
    }
  }

  private <T> T waitingWhileBusy(String sql, SqliteThreads.Work<T> work) {
    long end = System.nanoTime() + options.lock().toNanos();
    while (true) {
      try {
        return call(work);
      } catch (SQLException e) {
        if (!SqliteErrors.isBusy(e) || inTransaction || System.nanoTime() - end >= 0) {
          throw failure(e, sql);
        }
        pause(PAUSE);
      }
    }
  }

  private SqlFailure failure(SQLException e, String sql) {
    if (SqliteErrors.isBusy(e)) {
      return SqliteErrors.busy(e, options.lock(), sessionLock.file());
    }
    SqlFailure failure = SqliteErrors.of(e, sql);
    if (failure.kind() != SqlFailure.Kind.SYNTAX || failure.offset() > 0) {
      return failure;
    }
    try {
      return SqliteErrors.at(call(() -> SyntaxPlace.offset(connection, sql, e)), failure);
    } catch (SQLException | SqlFailure second) {
      failure.addSuppressed(second);
      return failure;
    }
  }

  private <T> T call(SqliteThreads.Work<T> work) throws SQLException {
    if (closed) {
      throw new SqlFailure(SqlFailure.Kind.CONNECTION_LOST, "the session is closed", null, 0, null);
    }
    return threads.call(work, options.statement(), this::cancel);
  }

  /**
   * The driver's only way that runs a statement to its end and reports its error, whatever it
   * returns.
   */
  private long exec(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeLargeUpdate(sql);
    }
  }
}
