package eu.dihya.engine.mysql;

import eu.dihya.base.Engine;
import eu.dihya.engine.Row;
import eu.dihya.engine.Session;
import eu.dihya.engine.SqlFailure;
import eu.dihya.engine.SqlFailure.Kind;
import eu.dihya.engine.StatementHead;
import io.vertx.mysqlclient.MySQLException;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One connection to one MySQL or MariaDB database. */
final class MySqlSession implements Session {
  private final Wire wire;
  private final ServerFacts facts;
  private final Interrupter interrupter;
  private final SessionLock lock;
  private final Processes processes;
  private boolean inTransaction;

  MySqlSession(Wire wire, ServerFacts facts, Interrupter interrupter, Duration limit) {
    this.wire = wire;
    this.facts = facts;
    this.interrupter = interrupter;
    this.lock = new SessionLock(wire, facts.database());
    this.processes = new Processes(wire, facts);
    wire.whenLonger(limit, interrupter::expire);
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
    if (Heads.readsClientFile(sql)) {
      throw new SqlFailure(
          Kind.OTHER,
          "LOAD … LOCAL would read a file of the machine that runs Dihya; it is not run",
          null,
          0,
          null);
    }
    if (inTransaction) {
      StatementHead.refuseTransactionControl(Heads.words(sql));
      inTransaction = !Heads.commitsImplicitly(sql);
    }
    return run(sql).rowCount();
  }

  @Override
  public boolean returnsRow(String sql) {
    run("SET SESSION sql_select_limit = 1");
    try {
      return watched(
          sql,
          () -> wire.collect(sql, Collectors.reducing(false, row -> true, Boolean::logicalOr)));
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

  private <T> T watched(String sql, Supplier<T> statement) {
    interrupter.started();
    try {
      return statement.get();
    } catch (MySQLException e) {
      throw explained(Failures.of(e, sql));
    } catch (SqlFailure e) {
      inTransaction = inTransaction && !wire.isLost();
      throw e;
    } finally {
      interrupter.ended();
    }
  }

  private SqlFailure explained(SqlFailure failure) {
    return switch (failure.kind()) {
      case CONNECTION_LOST -> {
        wire.lose();
        inTransaction = false;
        yield failure;
      }
      case DEADLOCK -> {
        inTransaction = false;
        yield failure;
      }
      case LOCKED ->
          processes
              .blockers()
              .map(who -> with(failure, Kind.LOCKED, "most likely held by " + who))
              .orElse(failure);
      case CANCELLED -> interrupter.expired() ? outlived(failure) : failure;
      default -> failure;
    };
  }

  private SqlFailure outlived(SqlFailure failure) {
    return interrupter
        .waitedFor()
        .map(who -> with(failure, Kind.LOCKED, "it waited for a lock, most likely held by " + who))
        .orElseGet(
            () ->
                with(failure, Kind.STATEMENT_TIMEOUT, "it ran longer than its statement timeout"));
  }

  private static SqlFailure with(SqlFailure failure, Kind kind, String more) {
    return new SqlFailure(
        kind,
        failure.text() + "; " + more,
        failure.sqlState().orElse(null),
        failure.offset(),
        null);
  }
}
