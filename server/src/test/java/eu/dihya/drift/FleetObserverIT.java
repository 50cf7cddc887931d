package eu.dihya.drift;

import static eu.dihya.base.TenantScope.everything;
import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.base.ErrorCode;
import eu.dihya.change.apply.Ground;
import eu.dihya.engine.SessionOptions;
import eu.dihya.engine.TargetConnector;
import eu.dihya.engine.mysql.MySqlDriver;
import eu.dihya.engine.postgresql.PostgresDriver;
import eu.dihya.engine.sqlite.SqliteDriver;
import eu.dihya.plan.Observation;
import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.SecretRef;
import eu.dihya.tenants.Target;
import eu.dihya.tenants.Tenant;
import eu.dihya.tenants.TenantState;
import eu.dihya.testing.TestDatabase;
import eu.dihya.testing.TestServers;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FleetObserverIT {
  private static final Vertx VERTX = Vertx.vertx();
  private final TestDatabase postgresql = TestServers.postgresql().createDatabase();
  private final TestDatabase mariadb = TestServers.mariadb().createDatabase();
  private final Ground.Observations store = new Ground.Observations();

  private Map<String, Observation> observe(List<Tenant> tenants) {
    TargetConnector connector =
        new TargetConnector(
            List.of(new PostgresDriver(VERTX), new MySqlDriver(VERTX), new SqliteDriver(2)),
            reference ->
                switch (reference.value()) {
                  case "GOOD_P" -> new Credentials(postgresql.user(), postgresql.password());
                  case "GOOD_M" -> new Credentials(mariadb.user(), mariadb.password());
                  case "WRONG" -> new Credentials(postgresql.user(), "not-the-password");
                  default ->
                      throw new DihyaException(ErrorCode.CONFIGURATION, reference + " is not set");
                },
            new SessionOptions(
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofSeconds(2),
                Duration.ofSeconds(40),
                false));
    return new FleetObserver(connector, store, Clock.systemUTC()).observe(tenants);
  }

  private static Tenant tenant(
      String id, TestDatabase database, int port, String name, String secret) {
    return new Tenant(
        id,
        id,
        "health",
        "eu",
        "UTC",
        "production",
        TenantState.ACTIVE,
        new Target(
            database.engine(),
            database.host(),
            port,
            name,
            Optional.empty(),
            Optional.of(new SecretRef("env", secret)),
            false),
        Map.of(),
        Map.of());
  }

  private static Tenant sqlite(String id, Path file) {
    return new Tenant(
        id,
        id,
        "health",
        "eu",
        "UTC",
        "production",
        TenantState.ACTIVE,
        new Target(
            Engine.SQLITE, "", 0, file.toString(), Optional.empty(), Optional.empty(), false),
        Map.of(),
        Map.of());
  }

  @Test
  void whatCannotBeReadIsAnObservationAndChangesNobodyElse() throws Exception {
    Path garbage = TestServers.sqliteFile();
    Files.writeString(
        garbage,
        "this is no database, and it is longer than the sixteen bytes of a header".repeat(20));
    Path missing = TestServers.sqliteFile();
    Map<String, Observation> seen =
        observe(
            List.of(
                tenant("closed", postgresql, 1, postgresql.database(), "GOOD_P"),
                tenant("wrong", postgresql, postgresql.port(), postgresql.database(), "WRONG"),
                tenant("unset", postgresql, postgresql.port(), postgresql.database(), "UNSET"),
                tenant("nowhere-p", postgresql, postgresql.port(), "nowhere", "GOOD_P"),
                tenant("nowhere-m", mariadb, mariadb.port(), "nowhere", "GOOD_M"),
                sqlite("garbage", garbage),
                sqlite("missing", missing),
                tenant("good-p", postgresql, postgresql.port(), postgresql.database(), "GOOD_P"),
                tenant("good-m", mariadb, mariadb.port(), mariadb.database(), "GOOD_M")));
    assertThat(because(seen, "closed")).contains("127.0.0.1:1");
    assertThat(because(seen, "wrong"))
        .doesNotContain("not-the-password")
        .containsIgnoringCase("password");
    assertThat(because(seen, "unset")).contains("env:UNSET is not set");
    assertThat(because(seen, "nowhere-p")).contains("nowhere");
    assertThat(because(seen, "nowhere-m")).contains("nowhere");
    assertThat(because(seen, "garbage")).contains(garbage.getFileName().toString());
    assertThat(seen.get("good-p")).isInstanceOf(Observation.Seen.class);
    assertThat(seen.get("good-m")).isInstanceOf(Observation.Seen.class);
    assertThat(seen.get("missing"))
        .isInstanceOfSatisfying(
            Observation.Seen.class, empty -> assertThat(empty.history()).isEmpty());
    assertThat(missing).doesNotExist();
    assertThat(store.all(everything())).isEqualTo(seen);
  }

  private static String because(Map<String, Observation> seen, String tenant) {
    assertThat(seen.get(tenant)).as(tenant).isInstanceOf(Observation.Unreachable.class);
    return ((Observation.Unreachable) seen.get(tenant)).because();
  }

  @Test
  void anEmptyFileHasTheShapeOfAMissingOne() throws Exception {
    Path empty = TestServers.sqliteFile();
    Files.createFile(empty);
    Map<String, Observation> seen =
        observe(List.of(sqlite("missing", TestServers.sqliteFile()), sqlite("empty", empty)));
    assertThat(((Observation.Seen) seen.get("empty")).shape())
        .isEqualTo(((Observation.Seen) seen.get("missing")).shape());
  }

  @Test
  void observingManyAtOnceGivesEachItsOwn() {
    List<Tenant> tenants = new ArrayList<>();
    for (int number = 0; number < 40; number++) {
      Ground ground = Ground.sqlite();
      ground.execute("CREATE TABLE t%d (a int)".formatted(number));
      tenants.add(sqlite("t%02d".formatted(number), Path.of(ground.tenant().target().database())));
    }
    Map<String, Observation> seen = observe(tenants);
    assertThat(seen.keySet()).containsExactlyElementsOf(tenants.stream().map(Tenant::id).toList());
    assertThat(seen.values().stream().map(each -> ((Observation.Seen) each).shape()).distinct())
        .hasSize(40);
  }
}
