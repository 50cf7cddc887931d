package eu.dihya.change.gates;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import eu.dihya.base.Engine;
import eu.dihya.engine.Session;
import eu.dihya.engine.SessionOptions;
import eu.dihya.engine.TargetConnector;
import eu.dihya.engine.sqlite.SqliteDriver;
import eu.dihya.http.HostPort;
import eu.dihya.http.OutgoingHttp;
import eu.dihya.http.OutgoingPolicy;
import eu.dihya.plan.Gates;
import eu.dihya.plan.Plan;
import eu.dihya.plan.PlanRequest;
import eu.dihya.plan.ProbeGate;
import eu.dihya.plan.QueryGate;
import eu.dihya.plan.RequiredApprovals;
import eu.dihya.plan.StrategySpec;
import eu.dihya.rollout.Aftermath;
import eu.dihya.rollout.GateChecks.Round;
import eu.dihya.rollout.GateResult;
import eu.dihya.rollout.GateResult.Outcome;
import eu.dihya.rollout.RolloutEvent;
import eu.dihya.rollout.RolloutState;
import eu.dihya.rollout.SignOff;
import eu.dihya.security.Principal;
import eu.dihya.store.ControlStore;
import eu.dihya.store.JdbiRolloutStore;
import eu.dihya.store.JdbiTenantStore;
import eu.dihya.store.Samples;
import eu.dihya.tenants.Target;
import eu.dihya.tenants.Tenant;
import eu.dihya.tenants.TenantState;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gates on real files, a real HTTP server and a real store. */
class WaveChecksIT {
  private static final StrategySpec SPEC = StrategySpec.DEFAULT;

  @TempDir private Path directory;

  private final Vertx vertx = Vertx.vertx();
  private final Queue<AutoCloseable> opened = new ArrayDeque<>();
  private final Queue<String> answers = new ConcurrentLinkedQueue<>();
  private TargetConnector connector;
  private JdbiTenantStore tenants;
  private JdbiRolloutStore rollouts;
  private HttpServer http;

  @BeforeEach
  void open() throws IOException {
    ControlStore control = ControlStore.open(directory.resolve("control.db"));
    opened.add(control);
    tenants = new JdbiTenantStore(control);
    rollouts = new JdbiRolloutStore(control);
    connector =
        new TargetConnector(
            List.of(new SqliteDriver(2)),
            reference -> {
              throw new IllegalStateException("no secret is needed");
            },
            SessionOptions.DEFAULT);
    opened.add(connector);
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(
        "/",
        exchange -> {
          String[] answer = String.valueOf(answers.poll()).split(" ", 2);
          byte[] body = answer[1].getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(Integer.parseInt(answer[0]), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    http.start();
  }

  @AfterEach
  void close() throws Exception {
    http.stop(0);
    for (AutoCloseable each : opened) {
      each.close();
    }
    vertx.close().await();
  }

  @Test
  void aQueryMustReturnNoRowOnAnyTenant() {
    tenant("a", "production", "INSERT INTO t VALUES (1)");
    tenant("b", "production", "SELECT 1");
    Gates gates = query("SELECT x FROM t WHERE x = 1");
    assertThat(look(gates, 1, "b")).containsExactly("query lost passed: no row on 1 tenants");
    assertThat(look(gates, 1, "a", "b"))
        .containsExactly("query lost failed: it returns rows on 1 of 2 tenants: a");
    assertThat(look(gates, 0, "a")).isEmpty();
  }

  @Test
  void aQueryThatCannotBeAskedIsInconclusive() {
    tenant("a", "production", "SELECT 1");
    assertThat(result(query("SELECT x FROM missing"), "a").outcome())
        .isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(result(query("SELECT 1; SELECT 2"), "a").evidence())
        .contains("no answer from 1 of 1 tenants: a (it is not one query for this engine)");
    assertThat(result(query("SELECT 1"), "gone").evidence()).contains("it is not registered");
  }

  @Test
  void aQueryCannotWrite() {
    Tenant tenant = tenant("a", "production", "SELECT 1");
    GateResult result = result(query("WITH n AS (SELECT 1) INSERT INTO t SELECT 2"), "a");
    assertThat(result.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    try (Session session = connector.read(tenant.target())) {
      assertThat(session.returnsRow("SELECT 1 FROM t")).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 {}                 | 200 |         |    | PASSED | the status is 200
          204 x                  | 204 |         |    | PASSED | the status is 204
          503 {}                 | 200 |         |    | FAILED | the status is 503, not 200
          302 {}                 | 200 |         |    | FAILED | the status is 302, not 200
          200 {"a":{"b":"up"}}   | 200 | /a/b    | up | PASSED | the value at /a/b is as expected
          200 {"a":{"b":true}}   | 200 | /a/b    | true | PASSED | the value at /a/b is as expected
          200 {"a":{"b":"p.s"}}  | 200 | /a/b    | up | FAILED | the value at /a/b is not as expected
          200 {"a":{}}           | 200 | /a      | up | FAILED | the value at /a is not as expected
          200 <html>             | 200 | /a      | up | FAILED | the answer is no JSON
          """)
  void aProbeIsHeldAgainstItsAnswer(
      String answer, int status, String pointer, String value, Outcome outcome, String evidence) {
    answers.add(answer.replace("204 x", "204 "));
    GateResult result = probe(1, status, pointer, value);
    assertThat(result.outcome()).isEqualTo(outcome);
    assertThat(result.evidence()).isEqualTo(evidence);
  }

  @Test
  void aProbeIsTriedAgain() {
    answers.addAll(List.of("503 {}", "200 {}"));
    assertThat(probe(2, 200, null, null).outcome()).isEqualTo(Outcome.PASSED);
    assertThat(answers).isEmpty();
  }

  @Test
  void aProbeWithoutAnAnswerIsInconclusive() {
    http.stop(0);
    assertThat(probe(1, 200, null, null).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
  }

  @Test
  void aPrivateHostThatNobodyConfiguredIsNotAsked() {
    answers.add("200 {}");
    GateResult result = checks(Set.of()).check(round(probing(1, 200, null, null), 0)).getFirst();
    assertThat(result.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(answers).hasSize(1);
  }

  @Test
  void aReleaseIsProvenByARolloutThatSucceededInTheEnvironment() {
    Gates gates = new Gates(List.of(), "staging", List.of(), List.of());
    assertThat(look(gates, 0))
        .containsExactly("provenIn staging failed: no tenant is in that environment");
    tenant("s", "staging", "SELECT 1");
    tenant("p", "production", "SELECT 1");
    String none = "provenIn staging failed: no rollout of this release has succeeded there";
    rollout("p", new RolloutState.Succeeded());
    rollout("s", new RolloutState.Partial("one failed"));
    assertThat(look(gates, 0)).containsExactly(none);
    rollout("s", new RolloutState.Succeeded());
    assertThat(look(gates, 0))
        .containsExactly("provenIn staging passed: R-0003 of the same release succeeded");
    assertThat(look(gates, 1)).as("it stays so").isEmpty();
  }

  @Test
  void whatWasUndoneOrFoundWantingProvesNothing() {
    Gates gates = new Gates(List.of(), "staging", List.of(), List.of());
    tenant("s", "staging", "SELECT 1");
    Instant at = Instant.parse("2026-01-05T08:00:00Z");
    RolloutState succeeded = new RolloutState.Succeeded();
    rollout("s", succeeded, new Aftermath("R-0009", null));
    rollout(
        "s",
        succeeded,
        new Aftermath(null, new SignOff(SignOff.Verdict.KO, "wrong", Principal.POLICY, at)));
    assertThat(look(gates, 0))
        .containsExactly("provenIn staging failed: no rollout of this release has succeeded there");
    rollout(
        "s",
        succeeded,
        new Aftermath(null, new SignOff(SignOff.Verdict.OK, "fine", Principal.POLICY, at)));
    assertThat(look(gates, 0))
        .containsExactly("provenIn staging passed: R-0003 of the same release succeeded");
  }

  private void rollout(String tenant, RolloutState state) {
    rollout(tenant, state, Aftermath.NONE);
  }

  private void rollout(String tenant, RolloutState state, Aftermath aftermath) {
    Plan plan = rollouts.keep(Samples.plan(tenant), Samples.entry("plan.make"));
    rollouts.create(
        Samples.rollout(plan.id(), state, aftermath),
        List.of(),
        new RolloutEvent.Started(),
        Samples.entry("rollout.start"));
  }

  private Tenant tenant(String id, String environment, String sql) {
    Path file = directory.resolve(id + ".db");
    Target target =
        new Target(
            Engine.SQLITE, "", 0, file.toString(), Optional.empty(), Optional.empty(), false);
    Tenant tenant =
        new Tenant(
            id,
            id,
            "health",
            "",
            "UTC",
            environment,
            TenantState.ACTIVE,
            target,
            Map.of(),
            Map.of());
    tenants.save(List.of(tenant));
    try (Session session = connector.open(target)) {
      session.execute("CREATE TABLE t (x INTEGER)");
      session.execute(sql);
    }
    assertThat(Files.exists(file)).isTrue();
    return tenant;
  }

  private static Gates query(String sql) {
    return new Gates(List.of(), null, List.of(new QueryGate("lost", sql, "2s")), List.of());
  }

  private Gates probing(int attempts, int status, String pointer, String value) {
    String url = "http://127.0.0.1:" + http.getAddress().getPort() + "/health?key=k";
    return new Gates(
        List.of(),
        null,
        List.of(),
        List.of(new ProbeGate("shop", url, status, pointer, value, "2s", attempts)));
  }

  private GateResult probe(int attempts, int status, String pointer, String value) {
    Set<HostPort> local = Set.of(new HostPort("127.0.0.1", http.getAddress().getPort()));
    return checks(local).check(round(probing(attempts, status, pointer, value), 0)).getFirst();
  }

  private GateResult result(Gates gates, String... migrated) {
    return checks(Set.of()).check(round(gates, 1, migrated)).getFirst();
  }

  private List<String> look(Gates gates, int wave, String... migrated) {
    return checks(Set.of()).check(round(gates, wave, migrated)).stream()
        .map(GateResult::toString)
        .toList();
  }

  private WaveChecks checks(Set<HostPort> hosts) {
    OutgoingHttp client = new OutgoingHttp(vertx, OutgoingPolicy.strict(hosts));
    opened.add(client);
    return new WaveChecks(rollouts, tenants, connector, client);
  }

  private static Round round(Gates gates, int wave, String... migrated) {
    Plan plan = Samples.plan("p");
    PlanRequest request =
        new PlanRequest("", PlanRequest.LATEST, false, SPEC)
            .on(RequiredApprovals.NONE, gates, null);
    return new Round(
        new Plan(
            "P-0009",
            plan.digest(),
            plan.createdAt(),
            plan.createdBy(),
            request,
            plan.direction(),
            plan.release(),
            plan.waves(),
            plan.tenants(),
            plan.excluded(),
            plan.upToDate(),
            plan.scripts()),
        wave,
        List.of(migrated));
  }
}
