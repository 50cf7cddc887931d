package eu.dihya.engine.postgresql;

import eu.dihya.engine.Row;
import eu.dihya.engine.SessionOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that only reads, several answers in a round trip. What it asks together stands or
 * falls together.
 */
record Questions(PgConnection connection, SessionOptions options) implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Questions.class);
  private static final Duration ENDING = Duration.ofSeconds(5);

  /** The limits of a session, for this connection. */
  String settings() {
    return "SET lock_timeout = %d; SET statement_timeout = %d; SET default_transaction_read_only = on"
        .formatted(options.lock().toMillis(), options.statement().toMillis());
  }

  /** Whether somebody else than the process with this number greeted us. */
  boolean relayed(int pid) {
    return connection.processId() != pid;
  }

  /**
   * The rows of each statement, in order.
   *
   * @throws eu.dihya.engine.SqlFailure of the first statement that fails
   */
  List<List<Row>> ask(String... statements) {
    RowSet<io.vertx.sqlclient.Row> answer = answer(String.join("; ", statements));
    List<List<Row>> all = new ArrayList<>();
    while (answer != null) {
      all.add(PostgresValues.rows(answer));
      answer = answer.next();
    }
    return all;
  }

  private RowSet<io.vertx.sqlclient.Row> answer(String sql) {
    try {
      return connection
          .query(sql)
          .execute()
          .await(options.socket().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw PostgresErrors.lost(
          new TimeoutException("no answer within " + options.socket().toSeconds() + " s"));
    } catch (RuntimeException e) {
      throw PostgresErrors.of(e);
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw PostgresErrors.lost(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close().await(ENDING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      LOG.debug("closing a connection failed: {}", e.getMessage());
    }
  }
}
