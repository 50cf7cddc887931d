package eu.dihya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of exit codes. */
class ExitCodeTest {
  private final FakeServer server = new FakeServer();
  private final TestCli cli = TestCli.of(server);

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "succeeded, '', 0",
    "failed, '', 1",
    "aborted, '', 1",
    "partial, '', 3",
    "paused, policy, 5",
    "paused, operator, 5",
    "paused, shutdown, 5",
    "awaiting-approval, '', 5"
  })
  void ofAWatchedRollout(String state, String cause, int exitCode) {
    server.on("GET /rollouts/R-0001", Bodies.rollout(state, cause));
    assertThat(cli.run("rollout", "watch", "R-0001").exitCode()).isEqualTo(exitCode);
  }

  @ParameterizedTest
  @CsvSource({"drifted, 3", "unreachable, 3", "busy, 3", "suspended, 0", "archived, 0"})
  void ofASuccessThatLeftSomebodyOut(String code, int exitCode) {
    server.on(
        "GET /rollouts/R-0001", Bodies.rollout("succeeded", "", "", Bodies.excluded("acme", code)));
    assertThat(cli.run("rollout", "watch", "R-0001").exitCode()).isEqualTo(exitCode);
  }

  @ParameterizedTest
  @CsvSource({
    "500, internal, 1",
    "500, failed, 1",
    "400, usage, 2",
    "422, configuration, 2",
    "422, catalog, 2",
    "404, not-found, 2",
    "409, conflict, 5",
    "403, not-allowed, 7",
    "401, not-signed-in, 7",
    "503, unreachable, 1",
    "418, never-heard-of, 2",
    "502, never-heard-of, 1"
  })
  void ofAProblem(int status, String code, int exitCode) {
    server.on("GET /tenants/acme", status, FakeServer.problem(status, code, "what happened"));
    TestCli.Result result = cli.run("tenant", "show", "acme");
    assertThat(result.exitCode()).isEqualTo(exitCode);
    assertThat(result.err()).contains("what happened");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void severalProblemsAreToldOneALineWithTheirPlaces() {
    server.on(
        "GET /migrations",
        422,
        """
        {"title":"catalog","status":422,"detail":"two things","code":"catalog","problems":[
         {"position":"migrations/a.sql:1:2","message":"is wrong"},{"position":"migrations/b.sql","message":"is too"},
         {"position":"request:1:9","message":"and a flag"}]}\
        """);
    assertThat(cli.run("migration", "list").err())
        .isEqualToNormalizingNewlines(
            "migrations/a.sql:1:2: is wrong\nmigrations/b.sql: is too\nand a flag\n");
  }

  @Test
  void ofAPlan() {
    server.on("POST /plans", 201, Bodies.plan("up", Bodies.tenantPlan("acme"), "", ""));
    assertThat(cli.run("plan").exitCode()).isZero();
    assertThat(cli.run("plan", "--detailed-exitcode").exitCode()).isEqualTo(4);
  }

  @Test
  void ofAPlanWithNothingToDo() {
    server.on("POST /plans", 201, Bodies.plan("up", "", "", "\"acme\""));
    assertThat(cli.run("plan", "--detailed-exitcode").exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"true, 1", "false, 0"})
  void ofLint(boolean fails, int exitCode) {
    server.on("GET /lint", "{\"fails\":" + fails + ",\"items\":[]}");
    assertThat(cli.run("migration", "lint").exitCode()).isEqualTo(exitCode);
  }

  @ParameterizedTest
  @CsvSource({"true, 0", "false, 1"})
  void ofChecks(boolean ok, int exitCode) {
    server.on(
        "POST /store/check",
        "{\"ok\":"
            + ok
            + ",\"checks\":[{\"name\":\"integrity\",\"ok\":"
            + ok
            + ",\"detail\":\"\"}]}");
    server.on(
        "POST /archives/bafy/verify",
        "{\"cid\":\"bafy\",\"ok\":" + ok + ",\"blocks\":1,\"problems\":[]}");
    server.on("POST /migration-tests", "{\"ok\":" + ok + ",\"results\":[]}");
    assertThat(cli.run("store", "check").exitCode()).isEqualTo(exitCode);
    assertThat(cli.run("archive", "verify", "bafy").exitCode()).isEqualTo(exitCode);
    assertThat(cli.run("migration", "test").exitCode()).isEqualTo(exitCode);
  }
}
