package eu.dihya.demo;

import java.nio.file.Path;

/**
 * Where the programs of a MariaDB are.
 *
 * @param base the directory below which it finds its messages and character sets
 */
record MariaDbBinaries(Path base, Path installer, Path server) {
  /** As the archive on Maven Central lays them out. */
  static MariaDbBinaries at(Path home) {
    return new MariaDbBinaries(
        home,
        home.resolve("scripts").resolve("mariadb-install-db"),
        home.resolve("bin").resolve("mariadbd"));
  }
}
