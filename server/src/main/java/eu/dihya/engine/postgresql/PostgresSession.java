package eu.dihya.engine.postgresql;

import eu.dihya.base.Engine;
import eu.dihya.engine.Answer;
import eu.dihya.engine.Capabilities;
import eu.dihya.engine.LockHolder;
import eu.dihya.engine.Row;
import eu.dihya.engine.Session;
import eu.dihya.engine.SessionOptions;
import eu.dihya.engine.SqlFailure;
import eu.dihya.engine.SqlFailure.Kind;
import eu.dihya.engine.StatementHead;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection of the Vert.x client, used by one thread that waits for each answer. */
final class PostgresSession implements Session {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresSession.class);
  private static final Duration ENDING = Duration.ofSeconds(5);
  private static final Set<String> COUNTED = Set.of("INSERT", "UPDATE", "DELETE", "MERGE");
  private static final Collector<io.vertx.sqlclient.Row, ?, Integer> NOTHING =
      Collector.of(() -> new int[1], (count, row) -> {}, (a, b) -> a, count -> count[0]);

  private final PostgresConnector connector;
  private final IdleConnections idle;
  private final IdleConnections.Used used;
  private final PgConnection connection;
  private final SessionOptions options;
  private final PostgresWire wire;
  private final String settings;
  private final SessionLock sessionLock;
  private final int pid;
  private final Capabilities capabilities;
  private final List<String> notices;
  private boolean inTransaction;
  private boolean finished;
  private boolean ranForeignSql;
  private boolean cancelAsked;
  private boolean ended;

  PostgresSession(
      PostgresConnector connector,
      IdleConnections idle,
      IdleConnections.Used used,
      SessionOptions options) {
    this.connector = connector;
    this.idle = idle;
    this.used = used;
    this.connection = used.connection();
    this.options = options;
    this.wire = new PostgresWire(connection, options.socket(), options.statement());
    String schema = PostgresDialect.schema(connector.target());
    this.settings =
        "SET %%s lock_timeout = %d; SET %%1$s statement_timeout = %d; SET %%1$s search_path = %s"
            .formatted(
                options.lock().toMillis(),
                options.statement().toMillis(),
                PostgresDialect.quoted(schema).replace("%", "%%"));
    this.sessionLock = new SessionLock(this, connector, schema, options.owner());
    // Left alone, the client logs notices as warnings, and a script may put a row's values into
    // them.
    connection.noticeHandler(
        notice -> LOG.debug("notice {} of connection {}", notice.getCode(), connectionId()));
    String readOnly = options.readOnly() ? "; SET SESSION default_transaction_read_only = on" : "";
    Greeting greeting =
        Greeting.of(
            query(Greeting.QUESTION + "; " + settings.formatted("SESSION") + readOnly).getFirst(),
            options);
    this.pid = greeting.pid();
    this.capabilities = greeting.capabilities();
    this.notices = greeting.notices();
    connector.connections().opened(connector.target().server(), connectionId());
  }

  @Override
  public Engine engine() {
    return Engine.POSTGRESQL;
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public String connectionId() {
    return Integer.toString(pid);
  }

  @Override
  public boolean alive(String connection) {
    return !connection.equals(connectionId())
        && !query("SELECT 1 FROM pg_stat_activity WHERE pid::text = ?", connection).isEmpty();
  }

  /**
   * A script may have changed the session's settings, so they are set anew for each transaction.
   */
  @Override
  public void begin() {
    if (inTransaction) {
      throw new IllegalStateException("a transaction is open already");
    }
    inTransaction = true;
    wire.forget();
    String begin = "BEGIN; " + settings.formatted("LOCAL");
    if (!connector.target().sessionPooler()) {
      wire.post(connection.query(begin).execute());
      return;
    }
    try {
      stay(query("SELECT pg_backend_pid() AS pid; " + begin).getFirst().number("pid"));
    } catch (SqlFailure e) {
      inTransaction = e.kind() != Kind.CONNECTION_LOST;
      throw e;
    }
  }

  private void stay(long served) {
    if (served != pid) {
      throw PoolerCheck.moved(connector.target().address(), connectionId(), Long.toString(served));
    }
  }

  /**
   * The server answers {@code COMMIT} of a failed transaction with a silent rollback, so a query
   * goes before it.
   */
  @Override
  public void commit() {
    wire.await(connection.query("SELECT 1; COMMIT").execute());
    inTransaction = false;
  }

  @Override
  public void rollback() {
    if (inTransaction) {
      inTransaction = false;
      wire.forget();
      wire.await(connection.query("ROLLBACK").execute());
    }
  }

  @Override
  public boolean inTransaction() {
    return inTransaction;
  }

  @Override
  public long execute(String sql) {
    ranForeignSql = true;
    if (inTransaction) {
      StatementHead.refuseTransactionControl(sql);
    }
    String verb = StatementHead.words(sql, 1);
    if (verb.equals("COPY") && !CopyInserts.isServersOwn(sql)) {
      return new CopyInserts(sql)
          .sendWith(insert -> watched(connection.query(insert).collecting(NOTHING).execute()));
    }
    SqlResult<Integer> result = watched(connection.query(sql).collecting(NOTHING).execute());
    return rows(verb, result);
  }

  @Override
  public boolean pipelines() {
    return true;
  }

  /** What cannot be sent, or not at once, still has its failure told when it is awaited. */
  @Override
  public Answer<Answer.Ran> send(String sql) {
    if (!inTransaction) {
      throw new IllegalStateException("outside of a transaction the server refuses nothing");
    }
    ranForeignSql = true;
    try {
      StatementHead.refuseTransactionControl(sql);
      String verb = StatementHead.words(sql, 1);
      if (verb.equals("COPY")) {
        long begun = System.nanoTime();
        long rows = execute(sql);
        return Answer.of(new Answer.Ran(rows, System.nanoTime() - begun));
      }
      Future<Answer.Ran> sent =
          wire.timed(
              connection
                  .query(sql)
                  .collecting(NOTHING)
                  .execute()
                  .map(result -> rows(verb, result)));
      return () -> watched(sent);
    } catch (SqlFailure e) {
      return () -> {
        throw e;
      };
    }
  }

  private static long rows(String verb, SqlResult<Integer> result) {
    return COUNTED.contains(verb) ? result.rowCount() : -1;
  }

  @Override
  public boolean returnsRow(String sql) {
    ranForeignSql = true;
    PreparedStatement statement = wire.await(connection.prepare(sql));
    Cursor cursor = statement.cursor();
    boolean found = wire.await(cursor.read(1)).size() > 0;
    wire.await(cursor.close());
    wire.await(statement.close());
    return found;
  }

  @Override
  public List<Row> query(String sql, @Nullable Object... arguments) {
    return PostgresValues.rows(wire.await(ours(sql, arguments)));
  }

  @Override
  public Answer<List<Row>> ask(String sql, @Nullable Object... arguments) {
    Future<RowSet<io.vertx.sqlclient.Row>> sent = ours(sql, arguments);
    return () -> PostgresValues.rows(watched(sent));
  }

  @Override
  public long update(String sql, @Nullable Object... arguments) {
    return watched(ours(sql, arguments)).rowCount();
  }

  @Override
  public void post(String sql, @Nullable Object... arguments) {
    if (inTransaction) {
      wire.post(ours(sql, arguments));
    } else {
      update(sql, arguments);
    }
  }

  /** In one message, which outside of a transaction makes them one. */
  @Override
  public void updateAll(List<String> statements) {
    update(String.join("; ", statements));
  }

  @Override
  public Optional<LockHolder> tryLock() {
    return sessionLock.tryTake();
  }

  @Override
  public void endHolder(LockHolder holder) {
    sessionLock.end(holder);
  }

  @Override
  public void unlock() {
    sessionLock.release();
  }

  @Override
  public List<String> notices() {
    return notices;
  }

  /** The request may come late, and must not hit whoever uses the connection after this session. */
  private synchronized boolean mayBeCancelled() {
    cancelAsked = true;
    return !ended;
  }

  @Override
  public synchronized void finished() {
    finished = true;
  }

  @Override
  public void cancel() {
    if (!mayBeCancelled()) {
      return;
    }
    wire.cancelled();
    try {
      if (connector.target().sessionPooler()) {
        cancelFromBeside();
      } else {
        connection.cancelRequest().await(ENDING.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (Exception e) {
      throw PostgresErrors.whileConnecting(e, connector.target());
    }
  }

  /**
   * The protocol's request to cancel brings PgBouncer 1.18 down, with all its clients, when the one
   * who sent it does not wait, which the client does not.
   */
  private void cancelFromBeside() throws Exception {
    PgConnection beside = connector.open();
    try {
      beside
          .query(sessionLock.cancelling(pid))
          .execute()
          .await(ENDING.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      beside.close();
    }
  }

  @Override
  public void close() {
    boolean keep;
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      keep = finished && !ranForeignSql && !cancelAsked && !inTransaction;
    }
    inTransaction = false;
    connector.connections().ended(connector.target().server(), connectionId());
    if (keep) {
      idle.giveBack(connector, used);
    } else {
      IdleConnections.end(connection);
    }
  }

  private Future<RowSet<io.vertx.sqlclient.Row>> ours(String sql, @Nullable Object[] arguments) {
    return connection.query(PostgresValues.filled(sql, arguments)).execute();
  }

  private <T> T watched(Future<T> sent) {
    if (sent.isComplete()) {
      return wire.await(sent);
    }
    BlockerWatch watch = BlockerWatch.start(connector, pid, options.lock());
    try {
      return wire.await(sent);
    } catch (SqlFailure e) {
      watch.stop();
      if (e.kind() == Kind.LOCKED && e.getCause() instanceof PgException answer) {
        String blocker = watch.blocker().map(found -> "; in the way: " + found).orElse("");
        throw PostgresErrors.answered(answer, Kind.LOCKED, blocker);
      }
      throw e;
    } finally {
      watch.stop();
    }
  }
}
