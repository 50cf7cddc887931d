package eu.dihya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SweepTest {
  private static final String CONSTRAINT =
      """
      {"number":1,"place":"a.sql:4:1","kind":"unique","table":"invoices","name":"u",
       "text":"UNIQUE (number)","offending":%d,"clean":1,"notProbed":1,"rows":4}\
      """;
  private static final String UNKNOWN =
      "{\"tenant\":\"b\",\"constraint\":1,\"outcome\":\"not-probed\",\"rows\":0,\"because\":\"no"
          + " answer\"}";

  private final FakeServer server =
      new FakeServer().on("POST /plans", 201, Bodies.plan("up", Bodies.tenantPlan("acme"), "", ""));
  private final TestCli cli = TestCli.of(server);

  @AfterEach
  void stop() {
    server.close();
  }

  private void swept(String victims, int offending, String findings) {
    server.on(
        "POST /plans/P-0001/sweep",
        "{\"plan\":\"P-0001\",\"tenants\":3,\"victims\":[%s],\"constraints\":[%s],\"findings\":[%s]}"
            .formatted(victims, CONSTRAINT.formatted(offending), findings));
  }

  @Test
  void whoWouldFailIsNamedAndTheExitCodeSaysSo() {
    swept(
        "\"acme\"",
        1,
        "{\"tenant\":\"acme\",\"constraint\":1,\"outcome\":\"offending\",\"rows\":4,\"because\":\"\"},"
            + "{\"tenant\":\"clean-one\",\"constraint\":1,\"outcome\":\"clean\",\"rows\":0,\"because\":\"\"},"
            + UNKNOWN);
    TestCli.Result result = cli.run("plan", "--sweep", "--sweep-budget", "5s");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).contains("UNIQUE (number)").contains("acme").contains("no answer");
    assertThat(result.out()).doesNotContain("clean-one");
    assertThat(result.err())
        .contains("1 tenant would fail as the rows are now; on 1 tenant a constraint could not be");
    assertThat(Json.tree(server.body("POST /plans/P-0001/sweep")).toString())
        .isEqualTo("{\"budgetSeconds\":5}");
  }

  @Test
  void whatIsNotKnownIsNotSaidToBeClean() {
    swept("", 0, UNKNOWN);
    TestCli.Result result = cli.run("plan", "--sweep", "--detailed-exitcode");
    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.err())
        .contains("No tenant was found that would fail; on 1 tenant a constraint could not be");
  }

  @ParameterizedTest
  @ValueSource(strings = {"markdown", "yaml"})
  void whatItIsNotWrittenInIsRefusedBeforeAnybodyIsAsked(String format) {
    TestCli.Result result = cli.run("plan", "--sweep", "-o", format);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("--output " + format + " does not go with --sweep");
    assertThat(server.calls()).isEmpty();
  }

  @Test
  void withoutTheFlagNobodyIsAsked() {
    assertThat(cli.run("plan").exitCode()).isZero();
    assertThat(server.calls()).containsExactly("POST /plans");
  }
}
