package eu.dihya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.dihya.base.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed of a plan asks for the same plan again. */
class RolloutYamlTest {
  private static final String ASKED =
      """
      {"to":"20250522_1200","allowOutOfOrder":true,"select":"sector=health,'x' name=\\"é: #1\\"","strategy":{\
      "waves":[{"canary":true,"select":"canary=true"},{"canary":false,"select":"tier=gold"},{"count":3},{"percent":10},{"percent":100}],\
      "parallel":{"total":16,"perServer":4},"failureBudget":{"canary":"0","total":"2%"},\
      "onFailure":"drain","dwell":"10m","undecided":"stop"},"startAt":"2026-12-06T02:00+01:00[Europe/Paris]",\
      "gates":{"window":["Sun 02:00-05:00 tenant","Mon-Fri 22:00-04:00 Europe/Paris"],"provenIn":"staging",\
      "query":[{"name":"lost","sql":"SELECT '#: x'","timeout":"5s"}],\
      "probe":[{"name":"shop","url":"https://a/b","status":204,"pointer":"/up","value":"true","attempts":2}]}}\
      """;

  private static final String APPROVALS = "{\"approver\":1,\"security\":2}";

  private final FakeServer server = new FakeServer();
  private final TestCli cli = TestCli.of(server);

  @TempDir private Path directory;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theFileAsksForTheSame() throws IOException {
    var plan = Json.tree(Bodies.plan("up", "", "", ""));
    ((ObjectNode) plan).setAll((ObjectNode) Json.tree(ASKED));
    ((ObjectNode) plan).putObject("approvals").set("required", Json.tree(APPROVALS));
    server.on("POST /plans", 201, plan.toString().replace("\"10m\"", "\"600000ms\""));
    TestCli.Result result = cli.run("plan", "--output", "yaml");
    assertThat(result.exitCode()).isZero();
    Path file = Files.writeString(directory.resolve("rollout.yaml"), result.out());
    var asked = (ObjectNode) Json.tree(ASKED);
    asked.set("approvals", Json.tree(APPROVALS));
    assertThat(Json.tree(RolloutFile.read(file).toString())).isEqualTo(asked);
  }

  @Test
  void aPlanThatUndoesARolloutHasNoFile() {
    var plan = (ObjectNode) Json.tree(Bodies.plan("down", "", "", ""));
    server.on("GET /plans/P-0001", plan.put("reverts", "R-0007").toString());
    TestCli.Result result = cli.run("plan", "show", "P-0001", "-o", "yaml");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("undoes R-0007").contains("'dihya rollout revert R-0007'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rollout start --plan P-0001 -o yaml",
        "plan approve P-0001 -o markdown",
        "migrate -o sarif",
        "plan -o sarif",
        "migration lint -o yaml"
      })
  void nothingIsDoneWhenItCouldNotBeShown(String command) {
    TestCli.Result result = cli.run(command.split(" "));
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("here: table, json or ndjson");
    assertThat(server.calls()).isEmpty();
  }

  @Test
  void yamlIsForPlansAlone() {
    server.on("GET /rollouts", Bodies.NO_ROLLOUTS);
    TestCli.Result result = cli.run("rollout", "list", "-o", "yaml");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("'dihya plan'");
  }
}
