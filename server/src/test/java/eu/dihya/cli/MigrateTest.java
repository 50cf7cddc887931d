package eu.dihya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MigrateTest {
  private final FakeServer server =
      new FakeServer().on("GET /fleet", "{\"latest\":\"20260101_0900\"}");
  private final TestCli cli = TestCli.of(server);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void plansStartsAndWatches() {
    server
        .on("GET /rollouts", Bodies.NO_ROLLOUTS)
        .on("POST /plans", 201, Bodies.plan("up", Bodies.tenantPlan("acme"), "", ""))
        .on("POST /rollouts", 201, Bodies.rollout("running", ""))
        .on("GET /rollouts/R-0001", Bodies.rollout("running", ""))
        .on("GET /rollouts/R-0001", Bodies.rollout("succeeded", ""));
    TestCli.Result result = cli.run("migrate", "--select", "sector=health");
    assertThat(result.exitCode()).isZero();
    assertThat(Json.tree(server.body("POST /plans")).toString())
        .isEqualTo("{\"select\":\"sector=health\"}");
    assertThat(Json.tree(server.body("POST /rollouts")))
        .isEqualTo(Json.tree("{\"plan\":\"P-0001\",\"digest\":\"d1\"}"));
    assertThat(server.seen("POST /rollouts").getFirst().headers()).containsKey("Idempotency-key");
    assertThat(result.out()).contains("R-0001").contains("succeeded");
    assertThat(result.err()).contains("R-0001 running: 2 of 3 done").contains("R-0001 succeeded");
  }

  @Test
  void nothingToDoIsSaidWithTheVersion() {
    server
        .on("GET /rollouts", Bodies.NO_ROLLOUTS)
        .on("POST /plans", 201, Bodies.plan("up", "", "", "\"a\",\"b\""));
    TestCli.Result result = cli.run("migrate");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .isEqualToNormalizingNewlines("every tenant is up to date (2 at 20260101_0900)\n");
    assertThat(server.calls()).doesNotContain("POST /rollouts");
  }

  @ParameterizedTest
  @CsvSource({"drifted, 3", "unreachable, 3", "busy, 3", "suspended, 0"})
  void whoIsLeftOutIsToldWithTheReason(String code, int exitCode) {
    server
        .on("GET /rollouts", Bodies.NO_ROLLOUTS)
        .on("POST /plans", 201, Bodies.plan("up", "", Bodies.excluded("acme", code), "\"b\""));
    TestCli.Result result = cli.run("migrate");
    assertThat(result.exitCode()).isEqualTo(exitCode);
    assertThat(result.err()).contains("left out: acme (" + code + "): it is " + code);
    assertThat(result.out()).doesNotContain("every tenant is up to date");
  }

  @Test
  void aSelectorThatTakesNobodyIsNoSuccess() {
    server
        .on("GET /rollouts", Bodies.NO_ROLLOUTS)
        .on("POST /plans", 201, Bodies.plan("up", "", "", ""));
    TestCli.Result result = cli.run("migrate", "--select", "id=nobody");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("no tenant is selected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"running", "draining", "planned"})
  void aRolloutThatGoesOnIsWatchedFirst(String state) {
    server
        .on("GET /rollouts", Bodies.rollouts(Bodies.rollout(state, "")))
        .on("GET /rollouts/R-0001", Bodies.rollout("succeeded", ""))
        .on("POST /plans", 201, Bodies.plan("up", "", "", "\"a\""));
    TestCli.Result result = cli.run("migrate");
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).contains("continuing R-0001");
    assertThat(server.calls())
        .containsSubsequence("GET /rollouts", "GET /rollouts/R-0001", "POST /plans")
        .doesNotContain("POST /rollouts/R-0001/abort", "POST /rollouts/R-0001/resume");
  }

  @Test
  void thereIsOneJsonDocumentWhateverWasDone() {
    server
        .on("GET /rollouts", Bodies.rollouts(Bodies.rollout("running", "")))
        .on("GET /rollouts", Bodies.NO_ROLLOUTS)
        .on("GET /rollouts/R-0001", Bodies.rollout("succeeded", ""))
        .on("POST /plans", 201, Bodies.plan("up", "", "", "\"a\""))
        .on("POST /plans", 201, Bodies.plan("up", Bodies.tenantPlan("a"), "", ""))
        .on("POST /rollouts", 201, Bodies.rollout("running", ""));
    assertThat(Json.tree(cli.run("migrate", "-o", "json").out()).path("digest").asText())
        .isEqualTo("d1");
    assertThat(Json.tree(cli.run("migrate", "-o", "json").out()).path("state").asText())
        .isEqualTo("succeeded");
  }

  @Test
  void aRolloutThatGoesOnAndThenPausesEndsTheCommand() {
    server
        .on("GET /rollouts", Bodies.rollouts(Bodies.rollout("running", "")))
        .on("GET /rollouts/R-0001", Bodies.rollout("paused", "policy"));
    assertThat(cli.run("migrate").exitCode()).isEqualTo(5);
    assertThat(server.calls()).doesNotContain("POST /plans");
  }

  @Test
  void aRolloutThatAShutdownPausedIsResumed() {
    server
        .on("GET /rollouts", Bodies.rollouts(Bodies.rollout("paused", "shutdown")))
        .on("POST /rollouts/R-0001/resume", Bodies.rollout("running", ""))
        .on("GET /rollouts/R-0001", Bodies.rollout("succeeded", ""))
        .on("POST /plans", 201, Bodies.plan("up", "", "", "\"a\""));
    assertThat(cli.run("migrate").exitCode()).isZero();
    assertThat(server.calls()).containsSubsequence("POST /rollouts/R-0001/resume", "POST /plans");
  }

  @ParameterizedTest
  @ValueSource(strings = {"policy", "operator"})
  void aRolloutThatSomethingElsePausedIsSuperseded(String cause) {
    server
        .on("GET /rollouts", Bodies.rollouts(Bodies.rollout("paused", cause)))
        .on("POST /rollouts/R-0001/abort", Bodies.rollout("draining", ""))
        .on("GET /rollouts/R-0001", Bodies.rollout("draining", ""))
        .on("GET /rollouts/R-0001", Bodies.rollout("aborted", ""))
        .on("POST /plans", 201, Bodies.plan("up", "", "", "\"a\""));
    assertThat(cli.run("migrate").exitCode()).isZero();
    assertThat(Json.tree(server.body("POST /rollouts/R-0001/abort")).path("reason").asText())
        .isEqualTo("superseded by dihya migrate");
    assertThat(server.calls())
        .containsSubsequence("POST /rollouts/R-0001/abort", "GET /rollouts/R-0001", "POST /plans");
  }

  @Test
  void aDryRunTouchesNothing() {
    server
        .on("GET /rollouts", Bodies.rollouts(Bodies.rollout("paused", "policy")))
        .on("POST /plans", 201, Bodies.plan("up", Bodies.tenantPlan("acme"), "", ""))
        .on(
            "POST /plans/P-0001/rehearse",
            """
            {"items":[{"tenant":"acme","outcome":"failed","message":"no such table: x"},
             {"tenant":"b","outcome":"not-possible","message":"mysql commits"}]}\
            """);
    TestCli.Result result = cli.run("migrate", "--dry-run");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out())
        .contains("20260101_0900_x")
        .contains("no such table: x")
        .contains("not-possible");
    assertThat(server.calls()).containsExactly("POST /plans", "POST /plans/P-0001/rehearse");
  }

  @Test
  void aFailureIsToldWithPlaceTenantsHintAndTheNextCommand() {
    String group =
        """
        {"key":"g1","message":"UNIQUE constraint failed: users.email","sqlState":"23505","position":"migrations/common/x.sql:12:3",
         "tenants":["acme","b"]}\
        """;
    server
        .on("GET /rollouts", Bodies.NO_ROLLOUTS)
        .on("POST /plans", 201, Bodies.plan("up", Bodies.tenantPlan("acme"), "", ""))
        .on("POST /rollouts", 201, Bodies.rollout("running", ""))
        .on("GET /rollouts/R-0001", Bodies.rollout("paused", "policy", group, ""))
        .on(
            "GET /rollouts/R-0001/runs/acme",
            """
            {"attempts":[{"number":1,"outcome":"failed","error":{"message":"m","hint":"remove the duplicates","statement":2}}]}\
            """);
    TestCli.Result result = cli.run("migrate");
    assertThat(result.exitCode()).isEqualTo(5);
    assertThat(result.err())
        .contains("2 tenants failed: UNIQUE constraint failed: users.email")
        .contains("migrations/common/x.sql:12:3, statement 2, SQLSTATE 23505")
        .contains("acme, b")
        .contains("remove the duplicates")
        .contains("dihya rollout retry R-0001 --server " + server.address() + " --group g1");
  }

  @Test
  void goingDownAsksAPerson() {
    server
        .on("GET /rollouts", Bodies.NO_ROLLOUTS)
        .on("POST /plans", 201, Bodies.plan("down", Bodies.tenantPlan("acme"), "", ""));
    TestCli.Result result = cli.typing("n\n").run("migrate", "--to", "1");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("Go down on 1 tenant?");
    assertThat(server.calls()).doesNotContain("POST /rollouts");
  }

  @Test
  void aPlanIsStartedWithTheDigestThatWasLookedAt() {
    server
        .on("GET /plans/P-0001", Bodies.plan("up", Bodies.tenantPlan("acme"), "", ""))
        .on("POST /rollouts", 201, Bodies.rollout("running", ""));
    TestCli.Result result = cli.run("rollout", "start", "--plan", "P-0001");
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).contains("rollout watch R-0001");
    assertThat(Json.tree(server.body("POST /rollouts")).path("digest").asText()).isEqualTo("d1");
    assertThat(cli.run("rollout", "start", "--plan", "P-0001", "--to", "7").exitCode())
        .isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"n, 2", "'', 2", "y, 0", "YES, 0"})
  void abortAsksAPerson(String answer, int exitCode) {
    server.on("POST /rollouts/R-0001/abort", Bodies.rollout("draining", ""));
    assertThat(cli.typing(answer + "\n").run("rollout", "abort", "R-0001").exitCode())
        .isEqualTo(exitCode);
    assertThat(server.seen("POST /rollouts/R-0001/abort")).hasSize(exitCode == 0 ? 1 : 0);
  }

  @Test
  void abortDoesNotAskWhereNobodyCanAnswerOrSaidYes() {
    server.on("POST /rollouts/R-0001/abort", Bodies.rollout("draining", ""));
    assertThat(cli.run("rollout", "abort", "R-0001").exitCode()).isZero();
    assertThat(cli.typing("").run("rollout", "abort", "R-0001", "--yes").exitCode()).isZero();
  }

  @Test
  void retrySaysWhoAndHow() {
    server.on("POST /rollouts/R-0001/retry", Bodies.rollout("running", ""));
    cli.run(
        "rollout",
        "retry",
        "R-0001",
        "--tenant",
        "a,b",
        "--amend",
        "--allow-out-of-order",
        "--reason",
        "mended");
    assertThat(Json.tree(server.body("POST /rollouts/R-0001/retry")))
        .isEqualTo(
            Json.tree(
                "{\"tenants\":[\"a\",\"b\"],\"amend\":true,\"allowOutOfOrder\":true,\"reason\":\"mended\"}"));
  }
}
