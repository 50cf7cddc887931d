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

/**
 * A real MySQL as a child process, durable and with a binary log as MySQL is by default. For tests
 * alone: its binaries are too large for the demo.
 */
public final class MySqlServer implements EmbeddedServer {
  private static final Engine ENGINE = Engine.MYSQL;
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final String PID_FILE = "mysqld.pid";

  private final LoginFile logins;
  private final int port;
  private final ServerProcess process;

  private MySqlServer(LoginFile logins, int port, ServerProcess process) {
    this.logins = logins;
    this.port = port;
    this.process = process;
  }

  /**
   * Starts a server and returns when it accepts connections. Starting again on the same directory,
   * also after a kill, finds the data and the logins of before.
   *
   * @param home the unpacked binaries
   * @param directory data, logins and log of this server; created when missing
   * @param preferred the port that is preferred on 127.0.0.1; when it is taken, or 0, any free one
   * @throws ServerStartException with a reason fit to be shown
   */
  public static MySqlServer start(Path home, Path directory, int preferred) {
    MySqlLibraries.require(home);
    Path data = directory.resolve("data");
    try {
      Files.createDirectories(directory);
      if (!Files.exists(data)) {
        initialise(home, directory, data);
      }
      stopOrphan(data);
      int port = Loopback.freePort(preferred);
      ServerProcess process =
          ServerProcess.start(
              ENGINE, "TERM", serverCommand(home, data, port), directory.resolve("server.log"));
      Path pidFile = data.resolve(PID_FILE);
      process.awaitReady(
          () -> MariaDbServer.holds(pidFile, process.process().pid()) && MariaDbServer.greets(port),
          START_LIMIT);
      return new MySqlServer(LoginFile.read(directory), port, process);
    } catch (IOException e) {
      throw new ServerStartException(ENGINE, e);
    }
  }

  /**
   * Everything is made under another name and renamed at the end, so a killed first start is simply
   * made again.
   */
  private static void initialise(Path home, Path directory, Path data) throws IOException {
    Path partial = directory.resolve("data.partial");
    Directories.delete(partial);
    LoginFile logins = new LoginFile(Login.random("root"), Login.random("dihya"));
    logins.write(directory);
    Path setup = directory.resolve("setup.sql");
    LoginFile.writePrivately(setup, String.join(";\n", setup(logins)) + ";\n");
    List<String> command = baseCommand(home, partial);
    command.addAll(List.of("--initialize-insecure", "--init-file=" + setup));
    try {
      Programs.run(ENGINE, command, "");
    } catch (ServerStartException e) {
      throw new ServerStartException(ENGINE, logins.redact(e.text()));
    } finally {
      Files.delete(setup);
    }
    Files.move(partial, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private static List<String> setup(LoginFile logins) {
    return List.of(
        "ALTER USER 'root'@'localhost' IDENTIFIED BY '%s'".formatted(logins.admin().password()),
        "CREATE USER 'root'@'127.0.0.1' IDENTIFIED BY '%s'".formatted(logins.admin().password()),
        "GRANT ALL PRIVILEGES ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION",
        "CREATE USER 'dihya'@'127.0.0.1' IDENTIFIED BY '%s'"
            .formatted(logins.application().password()),
        "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, REFERENCES, INDEX, ALTER, CREATE"
            + " TEMPORARY TABLES, LOCK TABLES, EXECUTE, CREATE VIEW, SHOW VIEW, CREATE ROUTINE,"
            + " ALTER ROUTINE, EVENT, TRIGGER, PROCESS, SHOW DATABASES, RELOAD ON *.* TO"
            + " 'dihya'@'127.0.0.1'",
        "GRANT CONNECTION_ADMIN ON *.* TO 'dihya'@'127.0.0.1'");
  }

  private static List<String> baseCommand(Path home, Path data) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                home.resolve("bin").resolve("mysqld").toString(),
                "--no-defaults",
                "--basedir=" + home,
                "--datadir=" + data));
    if (Programs.runsAsRoot()) {
      command.add("--user=root");
    }
    return command;
  }

  private static List<String> serverCommand(Path home, Path data, int port) throws IOException {
    List<String> command = baseCommand(home, data);
    command.addAll(List.of("--bind-address=127.0.0.1", "--port=" + port, "--skip-name-resolve"));
    // Both relative to the data directory: the path of a Unix socket may have 107 characters at
    // most.
    command.addAll(List.of("--socket=mysql.sock", "--pid-file=" + PID_FILE, "--mysqlx=OFF"));
    command.addAll(
        List.of(
            "--innodb-buffer-pool-size=64M",
            "--innodb-redo-log-capacity=32M",
            "--max-connections=200",
            "--log-bin-trust-function-creators=1",
            "--local-infile=0"));
    return command;
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
