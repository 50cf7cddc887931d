package eu.dihya.demo;

import static org.awaitility.Awaitility.await;

import eu.dihya.testing.ServerSql;
import eu.dihya.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A server of its own for a test that kills it, again and again, and looks at what is left. */
public final class KilledServer implements AutoCloseable {
  private final Function<Path, EmbeddedServer> starter;
  private final Path directory;
  private EmbeddedServer server;

  /**
   * @param starter starts the server on a directory, anew after a kill
   */
  public KilledServer(Function<Path, EmbeddedServer> starter, Path directory) {
    this.starter = starter;
    this.directory = directory;
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

  /** Sends statements on one connection, kills the server so much later, and starts it again. */
  public void killDuring(List<String> statements, Duration later) {
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
    server = starter.apply(directory);
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
