package eu.dihya.engine.sqlite;

import eu.dihya.base.Engine;
import eu.dihya.engine.Place;
import eu.dihya.tenants.Target;
import eu.dihya.testing.TestServers;
import java.nio.file.Path;
import java.util.Optional;

/** Targets of tests on SQLite. */
final class SqlitePlaces {
  private SqlitePlaces() {}

  static Place fresh(SqliteDriver driver) {
    return at(driver, TestServers.sqliteFile());
  }

  static Place at(SqliteDriver driver, Path file) {
    Target target =
        new Target(
            Engine.SQLITE, "", 0, file.toString(), Optional.empty(), Optional.empty(), false);
    return new Place(driver, target, Optional.empty());
  }
}
