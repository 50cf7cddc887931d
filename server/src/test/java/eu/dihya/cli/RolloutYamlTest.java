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
  void yamlIsForPlansAlone() {
    server.on("GET /rollouts", Bodies.NO_ROLLOUTS);
    TestCli.Result result = cli.run("rollout", "list", "-o", "yaml");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("'dihya plan'");
  }
}
