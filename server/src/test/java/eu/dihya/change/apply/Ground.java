package eu.dihya.change.apply;

import eu.dihya.base.Engine;
import eu.dihya.base.TenantScope;
import eu.dihya.drift.FleetObserver;
import eu.dihya.engine.EngineDriver;
import eu.dihya.engine.Row;
import eu.dihya.engine.Session;
import eu.dihya.engine.SessionOptions;
import eu.dihya.engine.TargetConnector;
import eu.dihya.engine.mysql.MySqlDriver;
import eu.dihya.engine.postgresql.PostgresDriver;
import eu.dihya.engine.sqlite.SqliteDriver;
import eu.dihya.plan.Observation;
import eu.dihya.plan.ObservationStore;
import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.SecretRef;
import eu.dihya.tenants.Target;
import eu.dihya.tenants.Tenant;
import eu.dihya.tenants.TenantState;
import eu.dihya.tenants.TenantStore;
import eu.dihya.testing.ServerSql;
import eu.dihya.testing.TestDatabase;
import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One empty target on a real engine, with all that a run on it needs. */
public record Ground(
    Tenant tenant, Credentials login, TargetConnector connector, Observations observations) {
  private static final Vertx VERTX = Vertx.vertx();
  private static final SqliteDriver SQLITE = new SqliteDriver(4);
  static final SessionOptions OPTIONS =
      new SessionOptions(
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          Duration.ofSeconds(40),
          false);

  public static Ground sqlite() {
    return sqlite(TestServers.sqliteFile().toString());
  }

  static Ground sqlite(String file) {
    return at(
        new Target(Engine.SQLITE, "", 0, file, Optional.empty(), Optional.empty(), false),
        new Credentials("", ""));
  }

  public static Ground postgresql() {
    return on(TestServers.postgresql());
  }

  /** A database of its own on this server. */
  public static Ground on(TestServer server) {
    if (server.engine() == Engine.POSTGRESQL) {
      new ServerSql(server).execute("ALTER ROLE \"" + server.application().user() + "\" CREATEDB");
    }
    return at(server.createDatabase());
  }

  public static Ground mariadb() {
    return on(TestServers.mariadb());
  }

  /** A server that is not there. */
  public static Ground unreachable() {
    return at(new TestDatabase(Engine.POSTGRESQL, "127.0.0.1", 1, "nowhere", "u", "p"));
  }

  /** A schema that does not exist yet, of a database that others may share. */
  static Ground schema(TestServer server, String name) {
    return at(server.createDatabase(), Optional.of(name));
  }

  static Ground at(TestDatabase database) {
    return at(database, Optional.empty());
  }

  /** With other timeouts, or of an installation. */
  static Ground at(TestDatabase database, SessionOptions options) {
    return at(
        target(database, Optional.empty()),
        new Credentials(database.user(), database.password()),
        options);
  }

  private static Ground at(TestDatabase database, Optional<String> schema) {
    return at(target(database, schema), new Credentials(database.user(), database.password()));
  }

  private static Target target(TestDatabase database, Optional<String> schema) {
    return new Target(
        database.engine(),
        database.host(),
        database.port(),
        database.database(),
        schema,
        Optional.of(new SecretRef("env", "T")),
        false);
  }

  static Ground at(Target target, Credentials credentials) {
    return at(target, credentials, OPTIONS);
  }

  /** New drivers over the clients that all tests share. */
  static List<EngineDriver> drivers() {
    return List.of(new PostgresDriver(VERTX), new MySqlDriver(VERTX), SQLITE);
  }

  static Ground at(Target target, Credentials credentials, SessionOptions options) {
    return at(
        target, credentials, new TargetConnector(drivers(), reference -> credentials, options));
  }

  /** The same with drivers of the test's own. */
  static Ground at(Target target, Credentials credentials, List<EngineDriver> drivers) {
    return at(target, credentials, new TargetConnector(drivers, reference -> credentials, OPTIONS));
  }

  private static Ground at(Target target, Credentials credentials, TargetConnector connector) {
    Tenant tenant =
        new Tenant(
            "t1",
            "T 1",
            "health",
            "eu",
            "UTC",
            "production",
            TenantState.ACTIVE,
            target,
            Map.of(),
            Map.of("currency", "EUR"));
    return new Ground(tenant, credentials, connector, new Observations());
  }

  Engine engine() {
    return tenant.target().engine();
  }

  public Observation observe() {
    return new FleetObserver(connector, observations, Clock.systemUTC())
        .observe(List.of(tenant))
        .get(tenant.id());
  }

  Observation.Seen seen() {
    return (Observation.Seen) observe();
  }

  /** Past migrations, each statement by itself. */
  public void execute(String... statements) {
    try (Session session = connector.open(tenant.target())) {
      for (String statement : statements) {
        session.execute(statement);
      }
    }
  }

  List<Row> query(String sql) {
    try (Session session = connector.read(tenant.target())) {
      return session.query(sql);
    }
  }

  long number(String sql) {
    return query(sql).getFirst().number("n");
  }

  /** Names of all tables, ours too. */
  List<String> tables() {
    String sql =
        switch (engine()) {
          case SQLITE -> "SELECT name AS n FROM sqlite_master WHERE type = 'table' ORDER BY 1";
          case POSTGRESQL ->
              "SELECT tablename AS n FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1";
          case MYSQL, MARIADB ->
              "SELECT table_name AS n FROM information_schema.tables WHERE table_schema ="
                  + " DATABASE() ORDER BY 1";
        };
    return query(sql).stream().map(row -> row.text("n")).toList();
  }

  TenantStore tenants() {
    return new TenantStore() {
      @Override
      public List<Tenant> all(TenantScope scope) {
        return scope.of(List.of(tenant), Tenant::id);
      }

      @Override
      public Optional<Tenant> find(TenantScope scope, String id) {
        return all(scope).stream().filter(each -> each.id().equals(id)).findFirst();
      }

      @Override
      public void save(List<Tenant> changed) {
        throw new UnsupportedOperationException("read only");
      }
    };
  }

  /** Observations in memory. */
  public static final class Observations implements ObservationStore {
    private final Map<String, Observation> seen = new ConcurrentHashMap<>();

    @Override
    public void save(Map<String, Observation> observations) {
      seen.putAll(observations);
    }

    @Override
    public Map<String, Observation> all(TenantScope scope) {
      return scope.of(seen);
    }

    @Override
    public Optional<Observation> find(TenantScope scope, String tenant) {
      return Optional.ofNullable(all(scope).get(tenant));
    }
  }
}
