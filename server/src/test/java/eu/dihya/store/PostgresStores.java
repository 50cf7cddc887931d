package eu.dihya.store;

import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.Target;
import eu.dihya.testing.ServerSql;
import eu.dihya.testing.TestDatabase;
import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Control stores on a real PostgreSQL, each in a schema of its own of one database. */
public final class PostgresStores {
  private static final AtomicInteger MADE = new AtomicInteger();

  private PostgresStores() {}

  private static final class Shared {
    static final TestDatabase DATABASE = database(TestServers.postgresql());
  }

  /** A database of its own, whose owner may work with a store in it. */
  public static TestDatabase database(TestServer server) {
    String login = '"' + server.application().user() + '"';
    new ServerSql(server)
        .execute(
            "DO $$ BEGIN CREATE ROLE dihya_scoped NOLOGIN; EXCEPTION WHEN duplicate_object THEN"
                + " NULL; END $$",
            "GRANT dihya_scoped TO " + login);
    return server.createDatabase();
  }

  static TestDatabase shared() {
    return Shared.DATABASE;
  }

  /** A place that nobody has used. */
  static PostgresPlace fresh() {
    return place(Shared.DATABASE, "s" + MADE.incrementAndGet(), "a test");
  }

  static PostgresPlace place(TestDatabase database, String schema, String server) {
    Target target =
        Target.parse(database.address() + "?schema=" + schema, Optional.empty(), Path.of(""));
    return new PostgresPlace(target, new Credentials(database.user(), database.password()), server);
  }
}
