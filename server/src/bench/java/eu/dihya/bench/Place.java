package eu.dihya.bench;

import eu.dihya.base.Engine;
import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.SecretRef;
import eu.dihya.tenants.Target;
import eu.dihya.tenants.Tenant;
import eu.dihya.tenants.TenantState;
import eu.dihya.testing.TestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/**
 * One target, as each of those that are measured addresses it.
 *
 * @param database its name, or the absolute path of the file
 * @param schema empty where the tenant has a database of its own
 */
record Place(
    String id,
    Engine engine,
    String host,
    int port,
    String database,
    Optional<String> schema,
    Credentials login) {
  static Place file(String id, String path) {
    return new Place(id, Engine.SQLITE, "", 0, path, Optional.empty(), new Credentials("", ""));
  }

  static Place on(TestServer server, String id, String database, Optional<String> schema) {
    return new Place(
        id,
        server.engine(),
        server.host(),
        server.port(),
        database,
        schema,
        new Credentials(server.application().user(), server.application().password()));
  }

  /** The same one, at another address. */
  Place reachedBy(String otherHost, int otherPort) {
    return new Place(id, engine, otherHost, otherPort, database, schema, login);
  }

  String url() {
    return engine == Engine.SQLITE
        ? "jdbc:sqlite:" + database
        : "jdbc:%s://%s:%d/%s".formatted(engine.code(), host, port, database);
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), login.user(), login.password());
  }

  Target target() {
    Optional<SecretRef> credentials =
        engine == Engine.SQLITE
            ? Optional.empty()
            : Optional.of(new SecretRef("env", "BENCH_LOGIN"));
    return new Target(engine, host, port, database, schema, credentials, false);
  }

  Tenant tenant() {
    return new Tenant(
        id, id, "", "", "UTC", "production", TenantState.ACTIVE, target(), Map.of(), Map.of());
  }
}
