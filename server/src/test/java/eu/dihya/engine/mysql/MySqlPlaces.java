package eu.dihya.engine.mysql;

import eu.dihya.base.Engine;
import eu.dihya.engine.Place;
import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.Target;
import eu.dihya.testing.TestDatabase;
import eu.dihya.testing.TestServer;
import io.vertx.core.Vertx;
import java.util.Optional;

/** Targets of tests on a server of the family. */
final class MySqlPlaces {
  static final MySqlDriver DRIVER = new MySqlDriver(Vertx.vertx());

  private MySqlPlaces() {}

  static Place fresh(TestServer server) {
    return at(server.createDatabase());
  }

  static Place at(TestDatabase database) {
    return at(database, database.engine());
  }

  static Place at(TestDatabase database, Engine declared) {
    Target target =
        new Target(
            declared,
            database.host(),
            database.port(),
            database.database(),
            Optional.empty(),
            Optional.empty(),
            false);
    return new Place(
        DRIVER, target, Optional.of(new Credentials(database.user(), database.password())));
  }

  /** The same server and account with another database. */
  static Place renamed(Place place, String database) {
    Target target = place.target();
    Target other =
        new Target(
            target.engine(),
            target.host(),
            target.port(),
            database,
            Optional.empty(),
            Optional.empty(),
            false);
    return new Place(DRIVER, other, place.credentials());
  }

  static Place as(Place place, Credentials credentials) {
    return new Place(DRIVER, place.target(), Optional.of(credentials));
  }
}
