package eu.dihya.engine.mysql;

import eu.dihya.base.Engine;
import eu.dihya.engine.Row;
import eu.dihya.engine.Session;
import eu.dihya.engine.SqlFailure;
import eu.dihya.engine.SqlFailure.Kind;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLException;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One connection to one MySQL or MariaDB database. */
final class MySqlSession implements Session {
  private final Vertx vertx;
  private final Wire wire;
  private final ServerFacts facts;
  private final Interrupter interrupter;
  private final SessionLock lock;
  private final Processes processes;
  private boolean inTransaction;

  MySqlSession(Vertx vertx, Wire wire, ServerFacts facts, Interrupter interrupter) {
    this.vertx = vertx;
    this.wire = wire;
    this.facts = facts;
    this.interrupter = interrupter;
    this.lock = new SessionLock(wire, facts.database());
    this.processes = new Processes(wire);
  }

  @Override
  public Engine engine() {
    return facts.engine();
  }

  @Override
  public String serverVersion() {
    return facts.version();
  }

  @Override
  public String connectionId() {
    return Long.toString(facts.connection());
  }

  @Override
  public void begin() {
    run("START TRANSACTION");
    inTransaction = true;
  }

  @Override
  public void commit() {
    inTransaction = false;
    run("COMMIT");
  }

  @Override
  public void rollback() {
    if (inTransaction) {
      inTransaction = false;
      run("ROLLBACK");
    }
  }

  @Override
  public boolean inTransaction() {
    return inTransaction;
  }

  @Override
  public long execute(String sql) {
    long affected = run(sql).rowCount();
    if (ImplicitCommit.by(sql)) {
      inTransaction = false;
    }
    return affected;
  }

  @Override
  public boolean returnsRow(String sql) {
    run("SET SESSION sql_select_limit = 1");
    try {
      return watched(sql, () -> wire.collect(sql, Collectors.reducing(false, row -> true, Boolean::logicalOr)));
    } finally {
      if (!wire.isLost()) {
        run("SET SESSION sql_select_limit = DEFAULT");
      }
    }
  }

  @Override
  public List<Row> query(String sql, @Nullable Object... arguments) {
    return Rows.of(run(sql, arguments));
  }

  @Override
  public long update(String sql, @Nullable Object... arguments) {
    return run(sql, arguments).rowCount();
  }

  @Override
  public void lock(Duration wait) {
    watched("GET_LOCK", () -> lock.take(wait, processes));
  }

  @Override
  public void unlock() {
    watched("RELEASE_LOCK", lock::release);
  }

  @Override
  public void cancel() {
    interrupter.cancel();
  }

  @Override
  public void close() {
    inTransaction = false;
    wire.close();
  }

  private RowSet<io.vertx.sqlclient.Row> run(String sql, @Nullable Object... arguments) {
    return watched(
        sql,
        () -> arguments.length == 0 ? wire.run(sql) : wire.run(sql, Rows.arguments(arguments)));
  }

  private void watched(String what, Runnable statement) {
    watched(
        what,
        () -> {
          statement.run();
          return true;
        });
  }

  /** Runs a statement with a clock beside it, since the server's own limits do not reach every kind of statement. */
  private <T> T watched(String sql, Supplier<T> statement) {
    long number = interrupter.started();
    long timer =
        vertx.setTimer(
            interrupter.limit().toMillis(),
            id -> Thread.startVirtualThread(() -> interrupter.expire(number)));
    boolean expired = false;
    try {
      return statement.get();
    } catch (MySQLException e) {
      expired = interrupter.ended();
      throw explained(Failures.of(e, sql), expired);
    } catch (SqlFailure e) {
      inTransaction = inTransaction && !wire.isLost();
      throw e;
    } finally {
      vertx.cancelTimer(timer);
      interrupter.ended();
    }
  }

  private SqlFailure explained(SqlFailure failure, boolean expired) {
    switch (failure.kind()) {
      case CONNECTION_LOST -> {
        wire.lose();
        inTransaction = false;
        return failure;
      }
      case DEADLOCK -> {
        inTransaction = false;
        return failure;
      }
      case LOCKED -> {
        return processes.blockers().map(who -> with(failure, "; most likely held by " + who)).orElse(failure);
      }
      case CANCELLED -> {
        return expired ? outlived(failure) : failure;
      }
      default -> {
        return failure;
      }
    }
  }

  private SqlFailure outlived(SqlFailure failure) {
    String message =
        "stopped because it ran longer than %d ms: %s".formatted(interrupter.limit().toMillis(), failure.text());
    return new SqlFailure(
        Kind.STATEMENT_TIMEOUT, message, failure.sqlState().orElse(null), 0, null);
  }

  private static SqlFailure with(SqlFailure failure, String more) {
    return new SqlFailure(
        failure.kind(), failure.text() + more, failure.sqlState().orElse(null), failure.offset(), null);
  }
}
