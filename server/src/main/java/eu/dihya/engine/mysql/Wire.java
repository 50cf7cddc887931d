package eu.dihya.engine.mysql;

import eu.dihya.engine.Encryption;
import eu.dihya.engine.SqlFailure;
import eu.dihya.engine.SqlFailure.Kind;
import eu.dihya.tenants.Tls;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.MySQLConnection;
import io.vertx.mysqlclient.MySQLException;
import io.vertx.mysqlclient.SslMode;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection that sends a statement and waits for the answer. Answers of the server come
 * through as the client's exception; an answer that never comes is a lost connection, and a lost
 * connection stays lost. Not thread-safe.
 */
final class Wire implements AutoCloseable {
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(Wire.class);

  private final MySQLConnection connection;
  private final Duration patience;
  private Duration limit;
  private Runnable outlived = () -> {};
  private boolean lost;

  private Wire(MySQLConnection connection, Duration patience) {
    this.connection = connection;
    this.patience = patience;
    this.limit = patience;
    // Whoever waits for an answer is told; left alone, the client prints it with its stack as well.
    connection.exceptionHandler(
        failure -> LOG.debug("a connection failed: {}", failure.getMessage()));
  }

  /** Connects, and gives an answer that comes too late a connection to close. */
  static Wire open(Vertx vertx, Login login, Duration connect, Duration patience) {
    Future<MySQLConnection> connecting = MySQLConnection.connect(vertx, options(login));
    try {
      return new Wire(connecting.await(connect.toMillis(), TimeUnit.MILLISECONDS), patience);
    } catch (TimeoutException e) {
      connecting.onSuccess(MySQLConnection::close);
      throw unreachable(login, "no answer within " + connect.toMillis() + " ms");
    } catch (MySQLException e) {
      throw Failures.connecting(e, login);
    } catch (Exception e) {
      connecting.onSuccess(MySQLConnection::close);
      restoreInterrupt(e);
      throw unreachable(
          login,
          Encryption.reason(e, login.target().tls())
              .orElseGet(() -> String.valueOf(e.getMessage())));
    }
  }

  /**
   * What to do, on the waiting thread, when an answer takes longer than the limit; the waiting goes
   * on until patience ends.
   */
  void whenLonger(Duration newLimit, Runnable action) {
    limit = newLimit;
    outlived = action;
  }

  RowSet<Row> run(String sql) {
    return answer(connection.query(sql).execute());
  }

  /** Runs a statement and keeps nothing of its rows but what the collector does. */
  <R> R collect(String sql, Collector<Row, ?, R> collector) {
    return answer(connection.query(sql).collecting(collector).execute()).value();
  }

  boolean isLost() {
    return lost;
  }

  /** The connection must not be used any more: the server has said so, or has not answered. */
  void lose() {
    lost = true;
    connection.close();
  }

  @Override
  public void close() {
    lost = true;
    Future<Void> closing = connection.close();
    try {
      closing.await(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (Exception e) {
      // Closing waits behind a statement that still runs, and happens when that has ended.
      restoreInterrupt(e);
    }
  }

  private <T> T answer(Future<T> future) {
    if (lost) {
      throw lost("the connection has ended");
    }
    try {
      return waited(future);
    } catch (MySQLException e) {
      throw e;
    } catch (TimeoutException e) {
      lose();
      throw lost("the server was silent for " + patience.toSeconds() + " s");
    } catch (Exception e) {
      restoreInterrupt(e);
      lose();
      throw lost(
          e instanceof InterruptedException ? "interrupted while waiting" : "the connection broke");
    }
  }

  private <T> T waited(Future<T> future) throws TimeoutException {
    if (limit.compareTo(patience) >= 0) {
      return future.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
    try {
      return future.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      outlived.run();
      return future.await(patience.minus(limit).toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private static SqlFailure lost(String reason) {
    return new SqlFailure(
        Kind.CONNECTION_LOST,
        reason + "; whether what was sent last took effect is unknown",
        null,
        0,
        null);
  }

  private static SqlFailure unreachable(Login login, String reason) {
    return new SqlFailure(
        Kind.UNREACHABLE,
        "cannot connect to %s: %s".formatted(login.server(), reason),
        null,
        0,
        null);
  }

  private static void restoreInterrupt(Exception e) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
  }

  private static MySQLConnectOptions options(Login login) {
    return new MySQLConnectOptions()
        .setHost(login.host())
        .setPort(login.port())
        .setDatabase(login.database())
        .setUser(login.credentials().user())
        .setPassword(login.credentials().password())
        .setCharset("utf8mb4")
        .setSslMode(mode(login.target().tls().mode()))
        .setSslOptions(Encryption.options(login.target().tls()))
        .setCachePreparedStatements(false);
  }

  private static SslMode mode(Tls.Mode mode) {
    return switch (mode) {
      case DISABLE -> SslMode.DISABLED;
      case PREFER -> SslMode.PREFERRED;
      case REQUIRE -> SslMode.REQUIRED;
      case VERIFY_FULL -> SslMode.VERIFY_IDENTITY;
    };
  }
}
