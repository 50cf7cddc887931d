package eu.dihya.engine.postgresql;

import eu.dihya.base.Engine;
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
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

  private static final String WHO =
      "SELECT pg_backend_pid() AS pid, split_part(current_setting('server_version'), ' ', 1) AS v;"
          + " ";

  private final PostgresConnector connector;
  private final PgConnection connection;
  private final SessionOptions options;
  private final String settings;
  private final SessionLock sessionLock;
  private final int pid;
  private final String version;
  private boolean inTransaction;
  private volatile boolean cancelled;

  PostgresSession(PostgresConnector connector, PgConnection connection, SessionOptions options) {
    this.connector = connector;
    this.connection = connection;
    this.options = options;
    String schema = PostgresDialect.schema(connector.target());
    this.settings =
        "SET %%s lock_timeout = %d; SET %%1$s statement_timeout = %d; SET %%1$s search_path = %s"
            .formatted(
                options.lock().toMillis(),
                options.statement().toMillis(),
                PostgresDialect.quoted(schema).replace("%", "%%"));
    this.sessionLock = new SessionLock(this, schema);
    // Left alone, the client logs notices as warnings, and a script may put a row's values into
    // them.
    connection.noticeHandler(
        notice -> LOG.debug("notice {} of connection {}", notice.getCode(), connectionId()));
    connection.exceptionHandler(
        failure -> LOG.debug("connection {} failed: {}", connectionId(), failure.getMessage()));
    String readOnly = options.readOnly() ? "; SET SESSION default_transaction_read_only = on" : "";
    Row self = query(WHO + settings.formatted("SESSION") + readOnly).getFirst();
    this.pid = (int) self.number("pid");
    this.version = self.text("v");
  }

  @Override
  public Engine engine() {
    return Engine.POSTGRESQL;
  }

  @Override
  public String serverVersion() {
    return version;
  }

  @Override
  public String connectionId() {
    return Integer.toString(pid);
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
    try {
      send("BEGIN; " + settings.formatted("LOCAL"));
    } catch (SqlFailure e) {
      inTransaction = e.kind() != Kind.CONNECTION_LOST;
      throw e;
    }
  }

  /**
   * The server answers {@code COMMIT} of a failed transaction with a silent rollback, so a query
   * goes before it.
   */
  @Override
  public void commit() {
    send("SELECT 1; COMMIT");
    inTransaction = false;
  }

  @Override
  public void rollback() {
    if (inTransaction) {
      inTransaction = false;
      send("ROLLBACK");
    }
  }

  @Override
  public boolean inTransaction() {
    return inTransaction;
  }

  @Override
  public long execute(String sql) {
    if (inTransaction) {
      StatementHead.refuseTransactionControl(sql);
    }
    String verb = StatementHead.words(sql, 1);
    if (verb.equals("COPY")) {
      return new CopyInserts(sql)
          .sendWith(insert -> watched(connection.query(insert).collecting(NOTHING).execute()));
    }
    SqlResult<Integer> result = watched(connection.query(sql).collecting(NOTHING).execute());
    return COUNTED.contains(verb) ? result.rowCount() : -1;
  }

  @Override
  public boolean returnsRow(String sql) {
    PreparedStatement statement = await(connection.prepare(sql));
    Cursor cursor = statement.cursor();
    boolean found = await(cursor.read(1)).size() > 0;
    await(cursor.close());
    await(statement.close());
    return found;
  }

  @Override
  public List<Row> query(String sql, @Nullable Object... arguments) {
    return PostgresValues.rows(await(ours(sql, arguments)));
  }

  @Override
  public long update(String sql, @Nullable Object... arguments) {
    return watched(ours(sql, arguments)).rowCount();
  }

  @Override
  public void lock(Duration wait) {
    sessionLock.lock(wait);
  }

  @Override
  public void unlock() {
    sessionLock.unlock();
  }

  @Override
  public void cancel() {
    cancelled = true;
    try {
      connection.cancelRequest().await(ENDING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (Exception e) {
      throw PostgresErrors.whileConnecting(e, connector.target().server());
    }
  }

  @Override
  public void close() {
    inTransaction = false;
    try {
      connection.close().await(ENDING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (Exception e) {
      LOG.debug("closing connection {} failed: {}", pid, e.getMessage());
    }
  }

  private Future<RowSet<io.vertx.sqlclient.Row>> ours(String sql, @Nullable Object[] arguments) {
    return arguments.length == 0
        ? connection.query(sql).execute()
        : connection
            .preparedQuery(PostgresValues.numbered(sql))
            .execute(PostgresValues.tuple(arguments));
  }

  private void send(String sql) {
    await(connection.query(sql).execute());
  }

  private <T> T watched(Future<T> sent) {
    BlockerWatch watch = BlockerWatch.start(connector, pid, options.lock());
    try {
      return await(sent);
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

  private <T> T await(Future<T> sent) {
    long begin = System.nanoTime();
    try {
      return sent.await(options.socket().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      connection.close();
      throw PostgresErrors.lost(
          new TimeoutException("no answer within " + options.socket().toSeconds() + " s"));
    } catch (RuntimeException e) {
      throw translated(e, begin);
    } catch (Exception e) {
      connection.close();
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw PostgresErrors.lost(e);
    } finally {
      cancelled = false;
    }
  }

  /**
   * One SQLSTATE stands for a timeout and for a request to stop, and the text is in the server's
   * language.
   */
  private SqlFailure translated(RuntimeException e, long begin) {
    SqlFailure failure = PostgresErrors.of(e);
    boolean timeout =
        failure.kind() == Kind.CANCELLED
            && !cancelled
            && System.nanoTime() - begin >= options.statement().toNanos();
    return timeout && e instanceof PgException answer
        ? PostgresErrors.answered(answer, Kind.STATEMENT_TIMEOUT)
        : failure;
  }
}
