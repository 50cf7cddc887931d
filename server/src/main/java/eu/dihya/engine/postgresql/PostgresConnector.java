package eu.dihya.engine.postgresql;

import eu.dihya.engine.Encryption;
import eu.dihya.engine.OpenConnections;
import eu.dihya.engine.SqlFailure;
import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.Target;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.SslMode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens bare connections to one database, one at a time, without a pool and without ever trying
 * again.
 */
record PostgresConnector(
    Network network, Target target, Optional<Credentials> credentials, Duration timeout) {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresConnector.class);

  OpenConnections connections() {
    return network.connections();
  }

  /**
   * @throws SqlFailure kind UNREACHABLE, WRONG_PASSWORD or NO_SUCH_DATABASE
   */
  PgConnection open() {
    return switch (target.tls().mode()) {
      case DISABLE -> open(SslMode.DISABLE);
      case PREFER -> preferEncrypted(network.plain());
      case REQUIRE -> open(SslMode.REQUIRE);
      case VERIFY_FULL -> open(SslMode.VERIFY_FULL);
    };
  }

  private PgConnection preferEncrypted(PlainServers plain) {
    boolean asking = !plain.has(target.server());
    try {
      PgConnection connection = open(asking ? SslMode.PREFER : SslMode.DISABLE);
      if (asking) {
        plain.connected(target.server(), connection.isSSL());
      }
      return connection;
    } catch (SqlFailure e) {
      if (asking) {
        throw e;
      }
      plain.refused(target.server());
      return open(SslMode.PREFER);
    }
  }

  private PgConnection open(SslMode mode) {
    Future<PgConnection> connecting = PgConnection.connect(network.vertx(), options(mode));
    try {
      PgConnection connection = connecting.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
      // Whoever waits for an answer is told; left alone, the client prints it with its stack too.
      connection.exceptionHandler(
          failure -> LOG.debug("a connection failed: {}", failure.getMessage()));
      return connection;
    } catch (TimeoutException e) {
      connecting.onSuccess(PgConnection::close);
      throw PostgresErrors.whileConnecting(
          new TimeoutException("no connection within " + timeout.toMillis() + " ms"), target);
    } catch (RuntimeException e) {
      throw PostgresErrors.whileConnecting(e, target);
    } catch (Exception e) {
      connecting.onSuccess(PgConnection::close);
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw PostgresErrors.whileConnecting(e, target);
    }
  }

  /** No more parameters than a pooler lets through. */
  private PgConnectOptions options(SslMode mode) {
    PgConnectOptions options =
        new PgConnectOptions()
            .setHost(network.hosts().address(target))
            .setPort(target.port())
            .setDatabase(target.database())
            .setReconnectAttempts(0)
            .setSslMode(mode)
            .setSslOptions(Encryption.options(target.tls()))
            .setProperties(
                Map.of("application_name", "dihya", "client_encoding", "utf8", "DateStyle", "ISO"));
    credentials.ifPresent(login -> options.setUser(login.user()).setPassword(login.password()));
    return options;
  }
}
