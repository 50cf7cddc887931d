package eu.dihya.change.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.engine.Session;
import eu.dihya.engine.SqlFailure;
import eu.dihya.plan.Observation;
import eu.dihya.plan.PlanRequest;
import eu.dihya.plan.TenantPlan;
import eu.dihya.rollout.TenantWork.RunOutcome;
import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.SecretRef;
import eu.dihya.tenants.Target;
import eu.dihya.testing.PgBouncer;
import eu.dihya.testing.ServerSql;
import eu.dihya.testing.TestDatabase;
import eu.dihya.testing.TestServers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real PgBouncer between us and PostgreSQL. */
@Tag("system")
@Timeout(120)
class PgBouncerIT {
  private static final String V1 = "20250101_0900";
  private static final String SLEEPING =
      "SELECT pid AS n FROM pg_stat_activity WHERE state = 'active' AND wait_event = 'PgSleep' AND"
          + " datname = current_database()";

  private static final Vertx VERTX = Vertx.vertx();

  @TempDir Path workspace;
  private final TestDatabase database = TestServers.postgresql().createDatabase();

  @ParameterizedTest
  @ValueSource(strings = {"session", "transaction"})
  void oneThatWasNotDeclaredIsRefusedInEveryModeWithTheReason(String mode) throws IOException {
    try (PgBouncer pooler = PgBouncer.start(TestServers.postgresql(), mode)) {
      Ground ground = ground(pooler, false);
      assertThat(ground.observe())
          .isInstanceOfSatisfying(
              Observation.Unreachable.class,
              unreachable ->
                  assertThat(unreachable.because())
                      .contains("a pooler stands between")
                      .contains("pooler: session"));
    }
  }

  @Test
  void oneThatPoolsWholeSessionsServesWhenItIsDeclared() throws IOException {
    try (PgBouncer pooler = PgBouncer.start(TestServers.postgresql(), "session")) {
      Ground ground = ground(pooler, true);
      Trial trial = new Trial(ground, workspace);
      migrations(trial, "SELECT 1;");
      assertThat(trial.latest()).isInstanceOf(RunOutcome.Done.class);
      assertThat(ground.seen().drifted()).isFalse();
      assertThat(ground.seen().history()).hasSize(2);
      assertThat(new ServerSql(database).rows("SELECT n FROM counter").toString())
          .isEqualTo("[[1]]");
    }
  }

  @Test
  void oneThatIsDeclaredAndDoesNotPoolWholeSessionsIsFoundOut() throws IOException {
    try (PgBouncer pooler = PgBouncer.start(TestServers.postgresql(), "transaction")) {
      Ground ground = ground(pooler, true);
      assertThatThrownBy(() -> ground.connector().open(ground.tenant().target()))
          .isInstanceOfSatisfying(
              SqlFailure.class,
              refused -> assertThat(refused.kind()).isEqualTo(SqlFailure.Kind.POOLER))
          .hasMessageContaining("does not pool whole sessions, although");
    }
  }

  /** The pool is warm and others use it: there is more than one process to be served by. */
  @Test
  void soItIsWhenItHasManyProcessesToChooseFrom() throws IOException {
    try (PgBouncer pooler = PgBouncer.start(TestServers.postgresql(), "transaction")) {
      warm(pooler);
      Ground ground = ground(pooler, true);
      assertThatThrownBy(() -> ground.connector().open(ground.tenant().target()))
          .isInstanceOf(SqlFailure.class)
          .hasMessageContaining("does not pool whole sessions, although");
    }
  }

  @Test
  void aStatementIsCancelledThroughIt() throws IOException {
    try (PgBouncer pooler = PgBouncer.start(TestServers.postgresql(), "session")) {
      Trial trial = new Trial(ground(pooler, true), workspace);
      migrations(trial, "SELECT pg_sleep(60);");
      TenantPlan plan = trial.plan(PlanRequest.LATEST);
      Ears ears = new Ears();
      CompletableFuture<RunOutcome> running = new CompletableFuture<>();
      Thread.ofVirtual().start(() -> running.complete(trial.run(plan, ears)));
      Ground direct = Ground.at(database);
      Awaitility.await().until(() -> !direct.query(SLEEPING).isEmpty());
      ears.cancel.run();
      assertThat(running.join())
          .isInstanceOfSatisfying(
              RunOutcome.Failed.class,
              failed -> assertThat(failed.error().errorClass()).isEqualTo("CANCELLED"));
      assertThat(trial.plan(PlanRequest.LATEST)).as("the pooler lives").isEqualTo(plan);
    }
  }

  @Test
  void whoseSessionHoldsTheLockIsKnownThroughItToo() throws IOException {
    try (PgBouncer pooler = PgBouncer.start(TestServers.postgresql(), "session")) {
      Trial trial = new Trial(ground(pooler, true), workspace);
      migrations(trial, "SELECT pg_sleep(4);");
      TenantPlan plan = trial.plan(PlanRequest.LATEST);
      CompletableFuture<RunOutcome> running = new CompletableFuture<>();
      Thread.ofVirtual().start(() -> running.complete(trial.run(plan, new Ears())));
      Ground direct = Ground.at(database, Ground.OPTIONS.ownedBy("tests"));
      Awaitility.await().until(() -> !direct.query(SLEEPING).isEmpty());
      try (Session next = direct.connector().open(direct.tenant().target())) {
        assertThat(next.tryLock().orElseThrow().orphanRunning()).isTrue();
      }
      assertThat(running.join()).isInstanceOf(RunOutcome.Done.class);
    }
  }

  private Ground ground(PgBouncer pooler, boolean declared) {
    TestDatabase through = pooler.through(database);
    Target target =
        new Target(
            through.engine(),
            through.host(),
            through.port(),
            through.database(),
            Optional.empty(),
            Optional.of(new SecretRef("env", "T")),
            declared);
    return Ground.at(
        target,
        new Credentials(through.user(), through.password()),
        Ground.OPTIONS.ownedBy("tests"));
  }

  private static void migrations(Trial trial, String statement) throws IOException {
    trial.file(
        V1 + "_base",
        """
        -- migrate:up
        CREATE TABLE counter (n int NOT NULL);
        INSERT INTO counter (n) VALUES (1);
        %s
        -- migrate:down
        DROP TABLE counter;
        """
            .formatted(statement));
    trial.file(
        "20250201_0900_index",
        """
        -- migrate:up transaction:false
        CREATE INDEX CONCURRENTLY counter_n ON counter (n);
        -- migrate:down transaction:false
        DROP INDEX CONCURRENTLY counter_n;
        """);
  }

  /** As an application would: several connections at once, and statements that take a while. */
  private void warm(PgBouncer pooler) {
    TestDatabase through = pooler.through(database);
    PgConnectOptions options =
        new PgConnectOptions()
            .setHost(through.host())
            .setPort(through.port())
            .setDatabase(through.database())
            .setUser(through.user())
            .setPassword(through.password())
            .setProperties(Map.of("application_name", "shop"));
    List<PgConnection> connections = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      connections.add(PgConnection.connect(VERTX, options).await());
    }
    List<Future<?>> sent = new ArrayList<>();
    for (PgConnection connection : connections) {
      sent.add(connection.query("SELECT pg_sleep(0.5)").execute());
    }
    sent.forEach(future -> future.await());
    connections.forEach(connection -> connection.close().await());
  }
}
