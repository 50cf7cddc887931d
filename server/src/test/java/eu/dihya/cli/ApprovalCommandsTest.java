package eu.dihya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Json;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApprovalCommandsTest {
  private static final String MISSING =
      """
      "approvals":{"required":{"approver":1,"security":1},"missing":{"security":1},"complete":false,"given":[
       {"person":"p-1","name":"amina","role":"approver","at":"2026-01-01T09:00:00Z","comment":"read it","counts":true},
       {"person":"p-2","name":"bilal","role":"security","at":"2026-01-01T09:00:00Z","comment":"","counts":false,
        "because":"the account is suspended"}]},"warnings":[]\
      """;

  private final FakeServer server = new FakeServer();
  private final TestCli cli = TestCli.of(server);

  @BeforeEach
  void prepare() {
    String plan =
        Bodies.plan("up", Bodies.tenantPlan("acme"), Bodies.excluded("b|<b>", "drifted"), "")
            .replace("\"warnings\":[]", MISSING);
    server.on("GET /plans/P-0001", plan);
    server.on("POST /plans", 201, plan);
    server.on("POST /plans/P-0001/approve", plan);
    server.on("POST /plans/P-0001/withdraw", plan);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whoApprovesNamesTheDigestThatTheyLookedAt() {
    TestCli.Result result = cli.run("plan", "approve", "P-0001", "--comment", "read it");
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).contains("P-0001: 1 migration on 1 tenant");
    assertThat(result.out())
        .contains("wanted 1 approver, 1 security; given by amina (approver); missing 1 security")
        .contains("bilal", "suspended");
    FakeServer.Seen seen = server.seen("POST /plans/P-0001/approve").getFirst();
    assertThat(Json.tree(seen.body()).path("comment").asText()).isEqualTo("read it");
    assertThat(seen.headers().get("If-match")).containsExactly("\"d1\"");
    assertThat(cli.run("plan", "approve", "P-0001", "--digest", "d0").exitCode()).isZero();
    assertThat(server.seen("POST /plans/P-0001/approve").getLast().headers().get("If-match"))
        .containsExactly("\"d0\"");
  }

  @Test
  void whoSaysNoApprovesNothing() {
    assertThat(cli.typing("n\n").run("plan", "approve", "P-0001").exitCode()).isEqualTo(2);
    assertThat(server.seen("POST /plans/P-0001/approve")).isEmpty();
  }

  @Test
  void aRefusalEndsWithSeven() {
    server.on(
        "POST /plans/P-0002/withdraw", 403, FakeServer.problem(403, "not-allowed", "you made it"));
    server.on("GET /plans/P-0002", Bodies.plan("up", Bodies.tenantPlan("acme"), "", ""));
    TestCli.Result result = cli.run("plan", "withdraw", "P-0002");
    assertThat(result.exitCode()).isEqualTo(7);
    assertThat(result.err()).contains("you made it");
    assertThat(cli.run("plan", "withdraw", "P-0001").exitCode()).isZero();
  }

  @Test
  void aStartThatWaitsEndsWithFiveAndSaysWhatIsMissing() {
    server.on(
        "POST /rollouts",
        201,
        Bodies.rollout("awaiting-approval", "")
            .replace("\"because\":\"\"", "\"because\":\"waits for approvals: 1 security\""));
    TestCli.Result result = cli.run("rollout", "start", "--plan", "P-0001");
    assertThat(result.exitCode()).isEqualTo(5);
    assertThat(result.err())
        .contains("waits for approvals: 1 security", "dihya", "plan approve P-0001")
        .doesNotContain("Watch it");
  }

  @Test
  void aPlanAsksForApprovalsAndTellsWhoHasGivenThem() {
    TestCli.Result result = cli.run("plan", "--approvals", "approver=1,security=2");
    assertThat(Json.tree(server.body("POST /plans")).path("approvals"))
        .isEqualTo(Json.mapper().valueToTree(Map.of("approver", 1, "security", 2)));
    assertThat(result.err()).contains("approvals: wanted 1 approver, 1 security");
    assertThat(cli.run("plan", "show", "P-0001").out()).contains("acme");
  }

  @Test
  void forAPullRequestThereIsMarkdownInWhichNothingForeignIsMarkup() {
    String text = cli.run("plan", "show", "P-0001", "--output", "markdown").out();
    assertThat(text)
        .startsWith("### Dihya plan `P-0001`")
        .contains("Digest: `d1`", "| `acme` | sqlite |", "missing 1 security", "`b\\|<b>`")
        .contains("20260101\\_0900\\_x");
    assertThat(cli.run("tenant", "list", "-o", "markdown").exitCode()).isEqualTo(2);
  }
}
