package eu.dihya.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Leaving tenants out, holding them, letting them in again and cutting a dwell short, as served.
 */
class RolloutVerbsIT {
  private static final Map<String, Object> CANARY_OF_ONE =
      Map.of(
          "strategy",
          Map.of(
              "waves",
              List.of(Map.of("canary", true, "select", "id=t001"), Map.of("percent", 100)),
              "dwell",
              "9h"));

  @TempDir Path directory;
  private Contracts contract;
  private TestWorkspace workspace;

  @BeforeEach
  void layOut() throws IOException {
    contract = Contracts.read();
    workspace = new TestWorkspace(directory).with(6);
  }

  private JsonNode act(ServerClient client, String id, String verb, Object body, int status) {
    ServerClient.Answer answer = client.post("/api/v1/rollouts/" + id + "/" + verb, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(contract.faults("post", "/api/v1/rollouts/{rollout}/{verb}", status, answer.json()))
        .isEmpty();
    return answer.json();
  }

  private static JsonNode dwelling(ServerClient client, String id) {
    await()
        .until(
            () -> {
              JsonNode rollout = client.get("/api/v1/rollouts/" + id).json();
              return rollout.at("/actions/promote/allowed").asBoolean();
            });
    return client.get("/api/v1/rollouts/" + id).json();
  }

  @Test
  void tenantsAreSetAsideByASelectorAndLetInAgain() throws Exception {
    try (DihyaServer server = workspace.serve();
        ServerClient client = TestWorkspace.client(server)) {
      String id = TestWorkspace.start(client, CANARY_OF_ONE);
      JsonNode before = dwelling(client, id);
      assertThat(before.at("/actions/release/because").asText())
          .isEqualTo("no tenant is held by a person or skipped");

      String some = "id=t002,t003 run=waiting";
      Map<String, Object> wrong = Map.of("select", some, "expect", 3, "reason", "their weekend");
      assertThat(act(client, id, "hold", wrong, 409).path("detail").asText())
          .contains("are 2, not 3");
      assertThat(client.get("/api/v1/rollouts/" + id).json().path("counts"))
          .isEqualTo(before.path("counts"));
      Map<String, Object> right = Map.of("select", some, "expect", 2, "reason", "their weekend");
      assertThat(act(client, id, "hold", right, 200).at("/counts/held").asInt()).isEqualTo(2);
      Map<String, Object> skip = Map.of("tenants", List.of("t004"), "reason", "it moves out");
      act(client, id, "skip", skip, 200);
      JsonNode run = client.get("/api/v1/rollouts/" + id + "/runs/t004").json();
      assertThat(run.path("state").asText()).isEqualTo("skipped");
      assertThat(run.path("because").asText()).isEqualTo("left out by a person: it moves out");

      act(client, id, "promote", Map.of("reason", "the canary is fine"), 200);
      TestWorkspace.awaitState(client, id, "partial");
      assertThat(workspace.rows("t005", "person")).isZero();
      assertThat(workspace.rows("t002", "person")).isEqualTo(-1);
      assertThat(workspace.rows("t004", "person")).isEqualTo(-1);

      Map<String, Object> all = Map.of("select", "run=held", "expect", 3, "reason", "go on");
      act(client, id, "release", all, 200);
      TestWorkspace.awaitState(client, id, "succeeded");
      assertThat(workspace.rows("t004", "person")).isZero();
      assertThat(client.get("/api/v1/rollouts/" + id + "/events").json().findValuesAsText("action"))
          .contains("held 2", "skipped 1", "promoted Wave 1", "released 3");
    }
  }

  @Test
  void aSignOffClosesTheReportUntilTheRolloutGoesOn() {
    try (DihyaServer server = workspace.serve();
        ServerClient client = TestWorkspace.client(server)) {
      String id = TestWorkspace.start(client, CANARY_OF_ONE);
      dwelling(client, id);
      String address = "/api/v1/rollouts/" + id + "/sign-off";
      Map<String, Object> ok = Map.of("verdict", "OK", "comment", "t002 is left for Monday");
      assertThat(client.post(address, ok).text()).contains("running, not ended");
      act(client, id, "skip", Map.of("tenants", List.of("t002"), "reason", "Monday"), 200);
      act(client, id, "promote", Map.of("reason", "fine"), 200);
      TestWorkspace.awaitState(client, id, "partial");
      TestWorkspace.awaitReport(client, id);
      String first = client.get("/api/v1/rollouts/" + id).json().path("reportCid").asText();

      assertThat(client.post(address, Map.of("verdict", "YES", "comment", "x")).status())
          .isEqualTo(400);
      assertThat(client.post(address, Map.of("verdict", "OK", "comment", " ")).status())
          .isEqualTo(400);
      ServerClient.Answer signed = client.post(address, ok);
      assertThat(signed.status()).as(signed.text()).isEqualTo(200);
      assertThat(contract.faults("post", "/api/v1/rollouts/{rollout}/sign-off", 200, signed.json()))
          .isEmpty();
      assertThat(client.post(address, ok).text()).contains("signed off already");
      await()
          .until(
              () -> {
                JsonNode now = client.get("/api/v1/rollouts/" + id).json();
                return now.has("reportCid") && !now.path("reportCid").asText().equals(first);
              });
      String report = client.get("/api/v1/rollouts/" + id + "/report?lang=en").text();
      assertThat(report).contains("| Status | **KO** |").contains("| Verdict | **OK** |");
      assertThat(report).contains("t002 is left for Monday");

      Map<String, Object> release = Map.of("tenants", List.of("t002"), "reason", "it is Monday");
      assertThat(act(client, id, "release", release, 200).has("signOff")).isFalse();
      TestWorkspace.awaitState(client, id, "succeeded");
      assertThat(client.post(address, ok).status()).isEqualTo(200);
    }
  }

  @Test
  void whatIsNotSaidIsAskedFor() {
    try (DihyaServer server = workspace.serve();
        ServerClient client = TestWorkspace.client(server)) {
      String id = TestWorkspace.start(client, CANARY_OF_ONE);
      dwelling(client, id);
      Map<Map<String, Object>, String> bodies =
          Map.of(
              Map.of("reason", "x"), "tenants",
              Map.of("tenants", List.of(), "reason", "x"), "tenants",
              Map.of("tenants", List.of("t002")), "reason",
              Map.of("tenants", List.of("t002"), "reason", " "), "reason",
              Map.of("select", "id=t002", "reason", "x"), "expect",
              Map.of("select", "nobody=1", "expect", 1, "reason", "x"), "nobody",
              Map.of("select", "id=t002", "expect", "one", "reason", "x"), "expect");
      for (String verb : List.of("skip", "hold", "release")) {
        bodies.forEach(
            (body, named) ->
                assertThat(act(client, id, verb, body, 400).toString()).contains(named));
      }
      assertThat(act(client, id, "promote", Map.of(), 400).toString()).contains("reason");
      assertThat(client.get("/api/v1/rollouts/" + id).json().at("/counts/held").asInt()).isZero();
      client.post("/api/v1/rollouts/" + id + "/abort", Map.of());
      TestWorkspace.awaitState(client, id, "aborted");
    }
  }
}
