package eu.dihya.engine.sqlite;

import eu.dihya.engine.Row;
import eu.dihya.engine.SessionOptions;
import eu.dihya.engine.SqlFailure;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * The connection of a session and its way to the SQLite threads. To go there and back costs more
 * than most statements, so what belongs together goes as one piece of work, which then calls {@link
 * #exec}, {@link #rows}, {@link #update} and {@link #returnsRow} over there.
 */
final class SqliteHandle {
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration SHORT = Duration.ofMinutes(1);

  private final SQLiteConnection connection;
  private final Path file;
  private final Path lockFile;
  private final SqliteThreads threads;
  private final SessionOptions options;
  private final ReentrantLock guard = new ReentrantLock();
  private volatile boolean closed;
  private volatile boolean waits;

  SqliteHandle(
      SQLiteConnection connection,
      Path file,
      Path lockFile,
      SqliteThreads threads,
      SessionOptions options) {
    this.connection = connection;
    this.file = file;
    this.lockFile = lockFile;
    this.threads = threads;
    this.options = options;
  }

  /** Over there: whether SQLite itself waits while the database is busy. */
  void waitsItself(boolean itself) throws SQLException {
    waits = itself;
    exec("PRAGMA busy_timeout = " + (itself ? options.lock().toMillis() : 0));
  }

  /** Does the work once. */
  <T> T call(String sql, SqliteThreads.Work<T> work) {
    try {
      return call(work);
    } catch (SQLException e) {
      throw failure(e, sql);
    }
  }

  /**
   * Does the work, and again while the database is busy, for as long as a lock is waited for; once
   * only inside a transaction, where SQLite has waited itself.
   */
  <T> T waitingWhileBusy(String sql, SqliteThreads.Work<T> work) {
    long end = System.nanoTime() + options.lock().toNanos();
    while (true) {
      try {
        return call(work);
      } catch (SQLException e) {
        if (!SqliteErrors.isBusy(e) || waits || System.nanoTime() - end >= 0) {
          throw failure(e, sql);
        }
        pause(PAUSE);
      }
    }
  }

  private SqlFailure failure(SQLException e, String sql) {
    if (SqliteErrors.isBusy(e)) {
      return SqliteErrors.busy(e, options.lock(), file, lockFile);
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
  long exec(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeLargeUpdate(sql);
    }
  }

  List<Row> rows(String sql, @Nullable Object... arguments) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      SqliteValues.bind(statement, arguments);
      try (ResultSet result = statement.executeQuery()) {
        return SqliteValues.rows(result);
      }
    }
  }

  long update(String sql, @Nullable Object... arguments) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      SqliteValues.bind(statement, arguments);
      return statement.executeLargeUpdate();
    }
  }

  boolean returnsRow(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.execute(sql) && statement.getResultSet().next();
    }
  }

  /** Stops the running statement; may be called from another thread. */
  void cancel() {
    guard.lock();
    try {
      if (!closed) {
        connection.getDatabase().interrupt();
      }
    } catch (SQLException e) {
      throw SqliteErrors.of(e, "");
    } finally {
      guard.unlock();
    }
  }

  void close() throws SQLException {
    guard.lock();
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
    } finally {
      guard.unlock();
    }
  }

  private static void pause(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SqlFailure(
          SqlFailure.Kind.CANCELLED, "interrupted while waiting for a lock", null, 0, e);
    }
  }
}
