package eu.dihya.demo;

import eu.dihya.base.Engine;
import eu.dihya.testing.ServerBinaries;
import java.nio.file.Files;
import java.nio.file.Path;

/** The MariaDB of the operating system's own package, as a child process like the embedded one. */
public final class InstalledMariaDb {
  private static final MariaDbBinaries DEBIAN =
      new MariaDbBinaries(
          Path.of("/usr"), Path.of("/usr/bin/mariadb-install-db"), Path.of("/usr/sbin/mariadbd"));

  private InstalledMariaDb() {}

  /** Starts it on a directory of its own; the service of the system, if any, is left alone. */
  public static EmbeddedServer start(Path directory) {
    if (!Files.isExecutable(DEBIAN.server())) {
      throw new ServerStartException(
          Engine.MARIADB,
          DEBIAN.server() + " is not installed; 'apt-get install mariadb-server-core' installs it");
    }
    return MariaDbServer.start(
        DEBIAN, new ServerSettings(DEBIAN.server(), ServerBinaries.cache(), directory, 0));
  }
}
