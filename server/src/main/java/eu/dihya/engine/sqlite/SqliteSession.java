package eu.dihya.engine.sqlite;

import eu.dihya.base.Engine;
import eu.dihya.engine.Capabilities;
import eu.dihya.engine.LockHolder;
import eu.dihya.engine.Row;
import eu.dihya.engine.Session;
import eu.dihya.engine.SessionOptions;
import eu.dihya.engine.SqlFailure;
import eu.dihya.engine.StatementHead;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private final SqliteHandle handle;
  private final SessionOptions options;
  private final String id;
  private final Capabilities capabilities;
  private final FileSessionLock sessionLock;
  private volatile boolean inTransaction;
  private volatile boolean failed;
  private @Nullable RebuildGuard guard;

  /** Rises when another connection has written; read when a transaction begins. */
  private long dataVersion;

  /** Violations that a guard found at the end, until somebody writes past one. */
  private @Nullable Map<String, Long> violations;

  SqliteSession(
      SQLiteConnection connection,
      Path file,
      SqliteThreads threads,
      SessionOptions options,
      String id) {
    this.options = options;
    this.id = id;
    this.sessionLock = new FileSessionLock(file, "session " + id);
    this.handle = new SqliteHandle(connection, file, sessionLock.file(), threads, options);
    this.capabilities = Capabilities.unknown(Engine.SQLITE, version());
  }

  private String version() {
    return handle.waitingWhileBusy(
        "",
        () -> {
          handle.waitsItself(false);
          return handle.rows("SELECT sqlite_version() AS v").getFirst().text("v");
        });
  }

  @Override
  public Engine engine() {
    return Engine.SQLITE;
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public String connectionId() {
    return id;
  }

  /** Nothing runs on when the process that sent it has gone, and the lock says that it has. */
  @Override
  public boolean alive(String connection) {
    return false;
  }

  @Override
  public void begin() {
    if (inTransaction) {
      throw new IllegalStateException("a transaction is open already");
    }
    handle.waitingWhileBusy("BEGIN IMMEDIATE", this::enter);
  }

  private long enter() throws SQLException {
    handle.exec("PRAGMA foreign_keys = OFF");
    handle.exec("BEGIN IMMEDIATE");
    inTransaction = true;
    handle.waitsItself(true);
    long seen = handle.rows("PRAGMA data_version").getFirst().number("data_version");
    violations = seen == dataVersion ? violations : null;
    dataVersion = seen;
    return seen;
  }

  @Override
  public void commit() {
    refuseAfterFailure();
    handle.call("COMMIT", this::checkAndCommit);
  }

  private long checkAndCommit() throws SQLException {
    RebuildGuard watching = guard;
    Map<String, Long> found = watching == null ? violations : watching.check();
    handle.exec("COMMIT");
    violations = found;
    return ended();
  }

  @Override
  public void rollback() {
    if (!inTransaction) {
      return;
    }
    violations = null;
    handle.call("ROLLBACK", this::leave);
  }

  private long leave() throws SQLException {
    try {
      handle.exec("ROLLBACK");
    } catch (SQLException e) {
      // Some errors roll back by themselves.
      if (!String.valueOf(e.getMessage()).contains("no transaction is active")) {
        throw e;
      }
    }
    return ended();
  }

  @Override
  public boolean inTransaction() {
    return inTransaction;
  }

  @Override
  public long execute(String sql) {
    if (inTransaction) {
      StatementHead.refuseTransactionControl(sql);
      refuseAfterFailure();
      return handle.call(sql, () -> guarded(sql));
    }
    violations = null;
    return handle.waitingWhileBusy(
        sql,
        () -> {
          long rows = handle.exec(sql);
          // A script that switches foreign keys on would make the rebuild of a parent table delete
          // its children.
          handle.exec("PRAGMA foreign_keys = OFF");
          return rows;
        });
  }

  @Override
  public boolean returnsRow(String sql) {
    violations = null;
    return handle.waitingWhileBusy(sql, () -> handle.returnsRow(sql));
  }

  @Override
  public List<Row> query(String sql, @Nullable Object... arguments) {
    return handle.waitingWhileBusy(sql, () -> handle.rows(sql, arguments));
  }

  @Override
  public long update(String sql, @Nullable Object... arguments) {
    refuseAfterFailure();
    violations = null;
    return handle.waitingWhileBusy(sql, () -> handle.update(sql, arguments));
  }

  /** In one transaction: each of its own would be written to the disk by itself. */
  @Override
  public void updateAll(List<String> statements) {
    if (inTransaction) {
      statements.forEach(this::update);
      return;
    }
    begin();
    try {
      handle.call(
          "",
          () -> {
            for (String sql : statements) {
              handle.exec(sql);
            }
            return true;
          });
      commit();
    } catch (RuntimeException e) {
      try {
        rollback();
      } catch (RuntimeException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  @Override
  public void rowsMayGo(String table) {
    if (inTransaction) {
      handle.call(
          "",
          () -> {
            watching().release(table);
            return true;
          });
    }
  }

  @Override
  public Optional<LockHolder> tryLock() {
    if (options.readOnly()) {
      throw new IllegalStateException("a session that only looks takes no lock");
    }
    return sessionLock.tryTake();
  }

  /** A lock on a file is its process's, and ends with it alone. */
  @Override
  public void endHolder(LockHolder holder) {}

  @Override
  public List<String> notices() {
    return List.of();
  }

  @Override
  public void unlock() {
    sessionLock.unlock();
  }

  @Override
  public void cancel() {
    handle.cancel();
  }

  @Override
  public void close() {
    try {
      handle.close();
    } catch (SQLException | SqlFailure e) {
      LOG.warn("closing {} failed: {}", id, e.getMessage());
    } finally {
      sessionLock.unlock();
    }
  }

  /**
   * Some errors roll back by themselves, and what came then would be a transaction of its own. So
   * none goes on.
   */
  private void refuseAfterFailure() {
    if (failed) {
      throw new SqlFailure(
          SqlFailure.Kind.OTHER,
          "an earlier statement of this transaction failed; it can only be rolled back",
          null,
          0,
          null);
    }
  }

  private long guarded(String sql) throws SQLException {
    failed = true;
    watching().before(sql);
    long rows = handle.exec(sql);
    failed = false;
    return rows;
  }

  private RebuildGuard watching() throws SQLException {
    RebuildGuard watching = guard;
    if (watching == null) {
      watching = new RebuildGuard(handle::rows, violations);
      guard = watching;
    }
    return watching;
  }

  private long ended() throws SQLException {
    inTransaction = false;
    failed = false;
    guard = null;
    handle.waitsItself(false);
    return 0;
  }
}
