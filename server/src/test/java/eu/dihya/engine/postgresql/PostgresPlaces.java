package eu.dihya.engine.postgresql;

import eu.dihya.base.Engine;
import eu.dihya.engine.Place;
import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.Target;
import eu.dihya.testing.ServerSql;
import eu.dihya.testing.TestDatabase;
import eu.dihya.testing.TestServer;
import io.vertx.core.Vertx;
import java.util.Optional;

/** Targets of tests on a real PostgreSQL. */
final class PostgresPlaces {
  static final PostgresDriver DRIVER = new PostgresDriver(Vertx.vertx());

  private PostgresPlaces() {}

  /** A database of its own, whose owner may also create scratch databases. */
  static Place fresh(TestServer server) {
    new ServerSql(server).execute("ALTER ROLE \"" + server.application().user() + "\" CREATEDB");
    return in(server.createDatabase(), Optional.empty());
  }

  static Place in(TestDatabase database, Optional<String> schema) {
    Target target =
        new Target(
            Engine.POSTGRESQL,
            database.host(),
            database.port(),
            database.database(),
            schema,
            Optional.empty(),
            false);
    return new Place(
        DRIVER, target, Optional.of(new Credentials(database.user(), database.password())));
  }

  /** Past the product's own adapter, as the same user. */
  static ServerSql sql(Place place) {
    Target target = place.target();
    Credentials login = place.credentials().orElseThrow();
    return new ServerSql(
        new TestDatabase(
            target.engine(),
            target.host(),
            target.port(),
            target.database(),
            login.user(),
            login.password()));
  }
}
