package eu.dihya.testing;

import eu.dihya.base.Engine;
import eu.dihya.demo.EmbeddedServer;
import eu.dihya.demo.InstalledMariaDb;
import eu.dihya.demo.Login;
import eu.dihya.demo.MariaDbServer;
import eu.dihya.demo.MySqlServer;
import eu.dihya.demo.PostgresServer;
import eu.dihya.demo.ServerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * One real server of each kind for the whole run, started when first asked for and stopped with the
 * JVM. A server given by {@code DIHYA_TEST_POSTGRESQL_URL} or {@code DIHYA_TEST_MYSQL_URL} ({@code
 * engine://admin:password@host:port}) comes first, else the embedded binaries are started. A server
 * that cannot start fails the test that asked for it.
 */
public final class TestServers {
  private TestServers() {}

  public static TestServer postgresql() {
    return Postgresql.SERVER;
  }

  /**
   * MariaDB, or whatever of its family the environment gives: look at {@link TestServer#engine()}.
   */
  public static TestServer mariadb() {
    return MariaDb.SERVER;
  }

  /** The newest PostgreSQL that is served, whatever the environment gives. */
  public static TestServer postgresql18() {
    return Postgresql18.SERVER;
  }

  /**
   * A real MySQL 8: the one that the environment gives, else the binaries of profile {@code
   * mysql8}. A test that asks for it is tagged {@code mysql8}.
   */
  public static TestServer mysql8() {
    return MySql8.SERVER;
  }

  /** The MariaDB of the system's package; a test that asks for it is tagged {@code system}. */
  public static TestServer installedMariaDb() {
    return InstalledMariaDbServer.SERVER;
  }

  /**
   * The path of a SQLite file that does not exist yet, in a directory that is deleted with the JVM.
   */
  public static Path sqliteFile() {
    return temporaryDirectory("dihya-sqlite-").resolve("tenant.db");
  }

  /** A directory that is deleted with the JVM. */
  public static Path temporaryDirectory(String prefix) {
    Path directory = temporary(prefix);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
    return directory;
  }

  private static final class Postgresql {
    static final TestServer SERVER = given("DIHYA_TEST_POSTGRESQL_URL", Postgresql::embedded);

    static EmbeddedServer embedded(Path directory) {
      return PostgresServer.start(
          new ServerSettings(ServerBinaries.postgresql(), ServerBinaries.cache(), directory, 0));
    }
  }

  private static final class MariaDb {
    static final TestServer SERVER = given("DIHYA_TEST_MYSQL_URL", MariaDb::embedded);

    static EmbeddedServer embedded(Path directory) {
      return MariaDbServer.start(
          new ServerSettings(ServerBinaries.mariadb(), ServerBinaries.cache(), directory, 0));
    }
  }

  private static final class Postgresql18 {
    static final TestServer SERVER = start(Postgresql18::embedded);

    static EmbeddedServer embedded(Path directory) {
      return PostgresServer.start(
          new ServerSettings(ServerBinaries.postgresql18(), ServerBinaries.cache(), directory, 0));
    }
  }

  private static final class MySql8 {
    private static final String GIVEN = "DIHYA_TEST_MYSQL_URL";

    static final TestServer SERVER =
        System.getenv().getOrDefault(GIVEN, "").startsWith("mysql:")
            ? given(GIVEN, MySql8::embedded)
            : start(MySql8::embedded);

    static EmbeddedServer embedded(Path directory) {
      return MySqlServer.start(ServerBinaries.mysql8(), directory, 0);
    }
  }

  private static final class InstalledMariaDbServer {
    static final TestServer SERVER = start(InstalledMariaDb::start);
  }

  private interface Starter {
    EmbeddedServer start(Path directory);
  }

  private static TestServer given(String variable, Starter embedded) {
    String url = System.getenv(variable);
    return url == null || url.isBlank() ? start(embedded) : parse(URI.create(url));
  }

  private static TestServer parse(URI url) {
    String[] login = url.getUserInfo().split(":", 2);
    Login admin = new Login(login[0], login[1]);
    return new TestServer(
        Engine.fromCode(url.getScheme()).orElseThrow(), url.getHost(), url.getPort(), admin, admin);
  }

  private static TestServer start(Starter starter) {
    Path directory = temporary("dihya-server-");
    EmbeddedServer server = starter.start(directory);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, directory)));
    return new TestServer(
        server.engine(), server.host(), server.port(), server.admin(), server.application());
  }

  private static void stop(EmbeddedServer server, Path directory) {
    server.kill();
    delete(directory);
  }

  private static Path temporary(String prefix) {
    try {
      return Files.createTempDirectory(prefix);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> tree = Files.walk(directory)) {
      tree.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
    } catch (IOException | UncheckedIOException e) {
      // A server that was killed may still be closing its files; a temporary directory may stay.
      System.err.println("left behind: " + directory);
    }
  }
}
