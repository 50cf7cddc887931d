package eu.dihya.engine.mysql;

import eu.dihya.base.Engine;
import eu.dihya.engine.Answer;
import eu.dihya.engine.Capabilities;
import eu.dihya.engine.LockHolder;
import eu.dihya.engine.OpenConnections;
import eu.dihya.engine.Row;
import eu.dihya.engine.Session;
import eu.dihya.engine.SessionOptions;
import eu.dihya.engine.SqlFailure;
import eu.dihya.engine.SqlFailure.Kind;
import eu.dihya.engine.StatementHead;
import io.vertx.mysqlclient.MySQLException;
import io.vertx.sqlclient.RowSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One connection to one MySQL or MariaDB database. */
final class MySqlSession implements Session {
  private final Wire wire;
  private final ServerFacts facts;
  private final List<String> notices;
  private final Place place;
  private final Interrupter interrupter;
  private final SessionLock lock;
  private final Processes processes;
  private final Outbox outbox = new Outbox(this::deliver);
  private boolean inTransaction;
  private boolean opened;

  MySqlSession(
      Wire wire, Opened found, Interrupter interrupter, SessionOptions options, Place place) {
    this.wire = wire;
    this.facts = found.facts();
    this.notices = found.notices();
    this.interrupter = interrupter;
    this.place = place;
    this.processes = new Processes(wire, facts);
    this.lock = new SessionLock(wire, processes, facts.database(), options.owner(), place::hasOpen);
    wire.whenLonger(options.statement(), interrupter::expire);
    place.connections().opened(place.server(), connectionId());
  }

  /** What was found when the connection was opened. */
  record Opened(ServerFacts facts, List<String> notices) {}

  /** Among which connections of this process it is. */
  record Place(OpenConnections connections, String server) {
    boolean hasOpen(String id) {
      return connections.has(server, id);
    }
  }

  @Override
  public Engine engine() {
    return facts.engine();
  }

  @Override
  public Capabilities capabilities() {
    return facts.capabilities();
  }

  @Override
  public String connectionId() {
    return Long.toString(facts.connection());
  }

  @Override
  public boolean alive(String connection) {
    return !connection.equals(connectionId())
        && !query("SELECT id FROM information_schema.processlist WHERE id = ?", connection)
            .isEmpty();
  }

  /** The server hears of it with the first statement. */
  @Override
  public void begin() {
    outbox.add("START TRANSACTION");
    inTransaction = true;
    opened = false;
  }

  @Override
  public void commit() {
    outbox.add("COMMIT");
    outbox.send();
    inTransaction = false;
  }

  @Override
  public void rollback() {
    outbox.drop();
    if (inTransaction) {
      inTransaction = false;
      if (opened) {
        run("ROLLBACK");
      }
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
    outbox.send();
    if (inTransaction) {
      StatementHead.refuseTransactionControl(Heads.words(sql));
      inTransaction = !Heads.commitsImplicitly(sql);
    }
    return run(sql).rowCount();
  }

  @Override
  public boolean returnsRow(String sql) {
    outbox.add("SET SESSION sql_select_limit = 1");
    outbox.send();
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
    return ask(sql, arguments).await();
  }

  @Override
  public Answer<List<Row>> ask(String sql, @Nullable Object... arguments) {
    return outbox.ask(Literals.bind(sql, arguments));
  }

  @Override
  public long update(String sql, @Nullable Object... arguments) {
    outbox.add(Literals.bind(sql, arguments));
    return Objects.requireNonNull(outbox.send()).rowCount();
  }

  @Override
  public void post(String sql, @Nullable Object... arguments) {
    outbox.add(Literals.bind(sql, arguments));
    if (!inTransaction) {
      outbox.send();
    }
  }

  @Override
  public void updateAll(List<String> statements) {
    statements.forEach(outbox::add);
    outbox.send();
  }

  @Override
  public Optional<LockHolder> tryLock() {
    return watched("GET_LOCK", lock::tryTake);
  }

  @Override
  public void endHolder(LockHolder holder) {
    watched("KILL", () -> lock.end(holder));
  }

  @Override
  public void unlock() {
    watched("RELEASE_LOCK", lock::release);
  }

  @Override
  public List<String> notices() {
    return notices;
  }

  @Override
  public void cancel() {
    interrupter.cancel();
  }

  @Override
  public void close() {
    inTransaction = false;
    outbox.drop();
    place.connections().ended(place.server(), connectionId());
    wire.close();
  }

  private RowSet<io.vertx.sqlclient.Row> deliver(String text) {
    opened = inTransaction;
    return run(text);
  }

  private RowSet<io.vertx.sqlclient.Row> run(String sql) {
    return watched(sql, () -> wire.run(sql));
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
        yield processes
            .opponents()
            .map(who -> with(failure, Kind.DEADLOCK, "with " + who))
            .orElse(failure);
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
