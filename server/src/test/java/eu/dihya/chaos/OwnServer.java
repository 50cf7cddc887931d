package eu.dihya.chaos;

import eu.dihya.base.Engine;
import eu.dihya.demo.EmbeddedServer;
import eu.dihya.demo.MariaDbServer;
import eu.dihya.demo.PostgresServer;
import eu.dihya.demo.ServerSettings;
import eu.dihya.testing.ServerBinaries;
import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;
import java.nio.file.Path;

/** A database server of a test's own, which it may kill and start again. */
final class OwnServer implements AutoCloseable {
  private final Engine engine;
  private final Path directory = TestServers.temporaryDirectory("dihya-own-server-");
  private EmbeddedServer server;

  OwnServer(Engine engine) {
    this.engine = engine;
    this.server = start(0);
  }

  TestServer asTestServer() {
    return new TestServer(
        engine, server.host(), server.port(), server.admin(), server.application());
  }

  /** As a power cut would. */
  void kill() {
    server.kill();
  }

  /** Returns when it accepts connections again, on the same port. */
  void startAgain() {
    int port = server.port();
    server = start(port);
    if (server.port() != port) {
      throw new AssertionError("port " + port + " was taken meanwhile");
    }
  }

  private EmbeddedServer start(int port) {
    Path archive =
        engine == Engine.POSTGRESQL ? ServerBinaries.postgresql() : ServerBinaries.mariadb();
    ServerSettings settings = new ServerSettings(archive, ServerBinaries.cache(), directory, port);
    return engine == Engine.POSTGRESQL
        ? PostgresServer.start(settings)
        : MariaDbServer.start(settings);
  }

  @Override
  public void close() {
    server.kill();
  }
}
