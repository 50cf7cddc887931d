package eu.dihya.demo;

import static org.awaitility.Awaitility.await;

import eu.dihya.testing.ServerSql;
import eu.dihya.testing.TestDatabase;
import eu.dihya.testing.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server of its own for a test that kills it, again and again, and looks at what is left. */
public final class KilledServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KilledServer.class);

  private final Function<Path, EmbeddedServer> starter;
  private Path directory;
  private EmbeddedServer server;
  private boolean gaveUp;

  /**
   * @param starter starts the server on a directory, anew after a kill
   */
  public KilledServer(Function<Path, EmbeddedServer> starter) {
    this.starter = starter;
    this.directory = directory();
    this.server = starter.apply(directory);
  }

  /** The server's own database, as its superuser. */
  public ServerSql sql() {
    Login login = server.admin();
    return new ServerSql(
        new TestDatabase(
            server.engine(),
            server.host(),
            server.port(),
            server.engine().isMySqlFamily() ? "mysql" : "postgres",
            login.user(),
            login.password()));
  }

  /**
   * Sends statements on one connection, kills the server so much later, and starts it again.
   *
   * @return false when the server cannot start on what the kill has left, and a new one took its
   *     place. That is the server's own fault and tells nothing of a statement; it is logged, and
   *     the second time it is a failure.
   */
  public boolean killDuring(List<String> statements, Duration later) {
    ServerSql sql = sql();
    CompletableFuture<Boolean> answered =
        CompletableFuture.supplyAsync(() -> answers(sql, statements), Thread::startVirtualThread);
    long end = System.nanoTime() + later.toNanos();
    await()
        .pollInterval(Duration.ofMillis(1))
        .pollDelay(Duration.ZERO)
        .atMost(Duration.ofMinutes(1))
        .until(() -> System.nanoTime() >= end);
    server.kill();
    answered.join();
    return startAgain(statements);
  }

  private boolean startAgain(List<String> statements) {
    try {
      server = starter.apply(directory);
      return true;
    } catch (ServerStartException e) {
      if (gaveUp) {
        throw e;
      }
      gaveUp = true;
      LOG.warn("killed during {}: {}", statements, e.text());
      directory = directory();
      server = starter.apply(directory);
      return false;
    }
  }

  private static Path directory() {
    return TestServers.temporaryDirectory("dihya-killed-");
  }

  private static boolean answers(ServerSql sql, List<String> statements) {
    try {
      sql.execute(statements);
      return true;
    } catch (AssertionError e) {
      return false;
    }
  }

  @Override
  public void close() {
    server.kill();
  }
}
