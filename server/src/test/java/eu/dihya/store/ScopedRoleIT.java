package eu.dihya.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.TenantScope;
import eu.dihya.plan.Observation;
import eu.dihya.rollout.Attempt;
import eu.dihya.rollout.RolloutEvent;
import eu.dihya.rollout.RolloutState;
import eu.dihya.rollout.RunState;
import eu.dihya.testing.ServerSql;
import eu.dihya.testing.TestDatabase;
import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What PostgreSQL itself keeps from who may know of some tenants only. */
class ScopedRoleIT {
  private static final TenantScope A = TenantScope.only(List.of("a", "x"));
  private static ControlStore control;

  @BeforeAll
  static void open() {
    control = ControlStore.open(PostgresStores.fresh());
    new JdbiTenantStore(control).save(List.of(Samples.tenant("a"), Samples.tenant("b")));
    Observation lost = new Observation.Unreachable(Samples.NOON, "no answer");
    new JdbiObservationStore(control).save(Map.of("a", lost, "b", lost));
    JdbiAuditLog audit = new JdbiAuditLog(control);
    List.of("a", "b").forEach(tenant -> audit.append(Samples.entry("x").about(tenant)));
    rollout("a", "b");
    rollout("b");
  }

  private static void rollout(String... tenants) {
    JdbiRolloutStore rollouts = new JdbiRolloutStore(control);
    String plan = rollouts.keep(Samples.plan(tenants), Samples.entry("plan.make")).id();
    var runs =
        List.of(tenants).stream().map(id -> Samples.run(id, new RunState.Waiting())).toList();
    String id =
        rollouts
            .create(
                Samples.rollout(plan, new RolloutState.Running(0)),
                runs,
                new RolloutEvent.Started(),
                Samples.entry("rollout.start"))
            .id();
    var attempt = new Attempt(1, "running", Samples.NOON, null, null, List.of());
    runs.forEach(run -> rollouts.saveRun(id, run, attempt, null));
  }

  @AfterAll
  static void close() {
    control.close();
  }

  private int count(TenantScope scope, String table) {
    return control.call(
        scope,
        handle -> handle.createQuery("SELECT count(*) FROM " + table).mapTo(Integer.class).one());
  }

  @ParameterizedTest
  @CsvSource({
    "tenant, 1, 2",
    "observation, 1, 2",
    "audit, 1, 6",
    "plan, 1, 2",
    "rollout, 1, 2",
    "run, 1, 3",
    "attempt, 1, 3",
    "rollout_event, 1, 2",
  })
  void aQueryWithoutAConditionSeesTheScopeAlone(String table, int scoped, int all) {
    assertThat(count(A, table)).isEqualTo(scoped);
    assertThat(count(TenantScope.none(), table)).isZero();
    assertThat(count(TenantScope.everything(), table)).isEqualTo(all);
  }

  @Test
  void whoIsNarrowedReadsNothingElseAndWritesNothing() {
    for (String sql :
        List.of(
            "SELECT 1 FROM account",
            "SELECT 1 FROM session",
            "SELECT 1 FROM api_token",
            "SELECT 1 FROM sealed_secret",
            "DELETE FROM tenant",
            "UPDATE run SET state = 'done'")) {
      assertThatThrownBy(() -> control.call(A, handle -> handle.execute(sql)))
          .as(sql)
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void theNextCallIsNotNarrowed() {
    for (int i = 0; i < 20; i++) {
      assertThat(count(A, "tenant")).isEqualTo(1);
      assertThat(count(TenantScope.everything(), "tenant")).isEqualTo(2);
    }
  }

  /** A new table is either out of the role's reach, or has a policy. */
  @Test
  void whateverTheRoleMayReadHasAPolicy() {
    List<String> open =
        control.call(
            handle ->
                handle
                    .createQuery(
                        "SELECT relname FROM pg_class WHERE relkind IN ('r', 'v', 'm') AND"
                            + " relnamespace = CAST(current_schema() AS regnamespace) AND NOT"
                            + " relrowsecurity AND has_table_privilege('dihya_scoped', oid,"
                            + " 'SELECT, INSERT, UPDATE, DELETE')")
                    .mapTo(String.class)
                    .list());
    assertThat(open).isEmpty();
  }

  /** A database whose owner is a new login. */
  private static TestDatabase owned(TestServer server, String rights) {
    TestDatabase database = server.createDatabase();
    String login = "login_" + database.database();
    new ServerSql(server)
        .execute(
            "CREATE ROLE " + login + " " + rights + " PASSWORD 'synthetic'",
            "ALTER DATABASE " + database.database() + " OWNER TO " + login);
    return new TestDatabase(
        database.engine(),
        database.host(),
        database.port(),
        database.database(),
        login,
        "synthetic");
  }

  /** There who makes a role may administer it, and may not become it. */
  @Test
  void aLoginThatMakesTheRoleItselfBecomesItOnANewerPostgresql() {
    TestServer server = TestServers.postgresql18();
    PostgresPlace place =
        PostgresStores.place(owned(server, "LOGIN CREATEROLE"), "dihya", "a test");
    for (int opening = 0; opening < 2; opening++) {
      try (ControlStore store = ControlStore.open(place)) {
        new JdbiTenantStore(store).save(List.of(Samples.tenant("a"), Samples.tenant("b")));
        List<String> seen =
            store.call(
                A,
                handle -> handle.createQuery("SELECT id FROM tenant").mapTo(String.class).list());
        assertThat(seen).containsExactly("a");
      }
    }
  }

  @Test
  void aLoginThatMayNotMakeTheRoleIsToldWhatToRun() {
    TestServer server = TestServers.postgresql();
    TestDatabase database = owned(server, "LOGIN");
    String login = database.user();
    PostgresPlace place = PostgresStores.place(database, "dihya", "a test");
    assertThatThrownBy(() -> ControlStore.open(place))
        .isInstanceOfSatisfying(
            DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION))
        .hasMessageEndingWith(
            "CREATE ROLE dihya_scoped NOLOGIN; GRANT dihya_scoped TO \"" + login + "\";");
    new ServerSql(server).execute("GRANT dihya_scoped TO " + login);
    try (ControlStore store = ControlStore.open(place)) {
      assertThat(store.brokenReferences()).isZero();
    }
  }
}
