package eu.dihya.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running server answers is what the contract says. */
class ContractIT {
  @TempDir static Path directory;
  private static TestWorkspace workspace;
  private static DihyaServer server;
  private static ServerClient client;
  private static Contracts contract;
  private static String done;
  private static String paused;
  private static String running;

  /**
   * A fleet with everything in it: a rollout that ended, one that is paused, one that runs, a
   * drifted and two unreachable tenants.
   */
  @BeforeAll
  static void layOut() throws Exception {
    workspace =
        new TestWorkspace(directory)
            .with(
                6,
                "id: away, target: \"postgresql://127.0.0.1:1/away\", credentials:"
                    + " \"env:NOT_THERE\"",
                "id: t100, target: \"sqlite:nowhere/x/y.db\", labels: { tier: gold }");
    server = workspace.serve();
    client = TestWorkspace.client(server);
    contract = Contracts.read();
    done = TestWorkspace.start(client, Map.of("select", "id=t00*"));
    TestWorkspace.awaitState(client, done, "succeeded");
    TestWorkspace.awaitReport(client, done);
    workspace.sql("t006", "CREATE TABLE stranger (id INTEGER)");
    workspace.sql("t002", "INSERT INTO person (email) VALUES ('a@example.org'), ('a@example.org')");
    workspace.write(
        "migrations/common/20250102_0900_unique.sql",
        "-- Purpose: one\n"
            + "-- Impact: none\n"
            + "-- Rollback: drops it\n"
            + "-- migrate:up\n"
            + "CREATE UNIQUE INDEX one ON person (email);\n"
            + "-- migrate:down\n"
            + "DROP INDEX one;\n");
    paused =
        TestWorkspace.start(
            client,
            Map.of(
                "select",
                "id=t002,t003",
                "strategy",
                Map.of(
                    "waves",
                    List.of(Map.of("canary", true, "select", "id=t002"), Map.of("percent", 100)))));
    TestWorkspace.awaitState(client, paused, "paused");
    running =
        TestWorkspace.start(
            client,
            Map.of(
                "select",
                "id=t004,t005",
                "strategy",
                Map.of(
                    "dwell", "1h", "waves", List.of(Map.of("count", 1), Map.of("percent", 100)))));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> client.get("/api/v1/rollouts/" + running).json().at("/counts/done").asInt() == 1);
    client.put("/api/v1/tenants/t100/state", Map.of("state", "suspended", "reason", "moving"));
    client.post("/api/v1/fleet/observe", Map.of());
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  private static JsonNode answer(
      String method, String template, String path, Object body, int status) {
    ServerClient.Answer answer =
        switch (method) {
          case "get" -> client.get(path);
          case "put" -> client.put(path, body);
          default -> client.post(path, body);
        };
    assertThat(answer.status()).as(path + answer.text()).isEqualTo(status);
    assertThat(contract.faults(method, template, status, answer.json()))
        .as(method + " " + path)
        .isEmpty();
    return answer.json();
  }

  private static JsonNode get(String path) {
    return answer("get", path, path, Map.of(), 200);
  }

  private static JsonNode ofRollout(String rollout, String rest) {
    return answer(
        "get",
        "/api/v1/rollouts/{rollout}" + rest.replaceAll("/t\\d+", "/{tenant}"),
        "/api/v1/rollouts/" + rollout + rest,
        Map.of(),
        200);
  }

  @Test
  void theFleetIsAsTheContractSays() {
    JsonNode fleet = get("/api/v1/fleet");
    assertThat(fleet.at("/counts/drifted").asInt()).isEqualTo(1);
    assertThat(fleet.at("/counts/unreachable").asInt()).isEqualTo(1);
    assertThat(fleet.at("/counts/suspended").asInt()).isEqualTo(1);
    assertThat(fleet.at("/rollouts")).hasSize(2);
    get("/api/v1/fleet/shapes");
    answer(
        "post", "/api/v1/fleet/observe", "/api/v1/fleet/observe", Map.of("select", "id=t00*"), 200);
  }

  @Test
  void theRegistryIsAsTheContractSays() throws IOException {
    JsonNode page = answer("get", "/api/v1/tenants", "/api/v1/tenants?limit=3", Map.of(), 200);
    assertThat(page.get("items")).hasSize(3);
    answer(
        "get",
        "/api/v1/tenants",
        "/api/v1/tenants?cursor=" + page.get("next").asText(),
        Map.of(),
        200);
    answer("get", "/api/v1/tenants/{tenant}", "/api/v1/tenants/t001", Map.of(), 200);
    answer(
        "put",
        "/api/v1/tenants/{tenant}/state",
        "/api/v1/tenants/t100/state",
        Map.of("state", "suspended"),
        200);
    answer("post", "/api/v1/tenants/sync", "/api/v1/tenants/sync", Map.of("dryRun", true), 200);
    answer(
        "post",
        "/api/v1/tenants",
        "/api/v1/tenants",
        Map.of("id", "added", "sector", "health", "target", "sqlite:data/added.db"),
        201);
    answer(
        "put",
        "/api/v1/tenants/{tenant}/state",
        "/api/v1/tenants/added/state",
        Map.of("state", "archived"),
        200);
  }

  @Test
  void theCatalogueIsAsTheContractSays() {
    get("/api/v1/migrations");
    get("/api/v1/lint");
    JsonNode detail =
        answer(
            "get", "/api/v1/migrations/{name}", "/api/v1/migrations/20250101_0900", Map.of(), 200);
    assertThat(detail.at("/texts/0/text").asText()).contains("CREATE TABLE");
    answer(
        "get",
        "/api/v1/migrations/{name}",
        "/api/v1/migrations/common%2F20250101_0900",
        Map.of(),
        200);
  }

  @Test
  void plansAreAsTheContractSays() {
    JsonNode plan =
        answer(
            "post",
            "/api/v1/plans",
            "/api/v1/plans",
            Map.of("select", "id=t001,t006,away,t100,t002"),
            201);
    List<String> codes = new ArrayList<>();
    plan.get("excluded").forEach(each -> codes.add(each.get("code").asText()));
    assertThat(codes).containsExactlyInAnyOrder("drifted", "unreachable", "suspended", "busy");
    answer(
        "get", "/api/v1/plans/{plan}", "/api/v1/plans/" + plan.get("id").asText(), Map.of(), 200);
    JsonNode down =
        answer(
            "post",
            "/api/v1/plans",
            "/api/v1/plans",
            Map.of("select", "id=t001", "to", "20250101_0900"),
            201);
    assertThat(down.get("upToDate")).hasSize(1);
  }

  @Test
  void trialsAreAsTheContractSays() {
    JsonNode tests =
        answer(
            "post",
            "/api/v1/migration-tests",
            "/api/v1/migration-tests",
            Map.of("engines", List.of("sqlite")),
            200);
    assertThat(tests.get("results")).isNotEmpty();
    String plan =
        client.post("/api/v1/plans", Map.of("select", "id=t001")).json().get("id").asText();
    JsonNode rehearsed =
        answer(
            "post",
            "/api/v1/plans/{plan}/rehearse",
            "/api/v1/plans/" + plan + "/rehearse",
            Map.of(),
            200);
    assertThat(rehearsed.at("/items/0/outcome").asText()).isEqualTo("ok");
    JsonNode swept =
        answer(
            "post",
            "/api/v1/plans/{plan}/sweep",
            "/api/v1/plans/" + plan + "/sweep",
            Map.of("budgetSeconds", 5),
            200);
    assertThat(swept.get("victims")).isEmpty();
    assertThat(swept.get("tenants").asInt()).isOne();
  }

  @Test
  void rolloutsAreAsTheContractSays() {
    assertThat(get("/api/v1/rollouts").get("items")).hasSize(3);
    for (String rollout : List.of(done, paused, running)) {
      ofRollout(rollout, "");
      ofRollout(rollout, "/plan");
      ofRollout(rollout, "/events");
      for (JsonNode run : ofRollout(rollout, "/runs").get("items")) {
        ofRollout(rollout, "/runs/" + run.get("tenant").asText());
        ofRollout(rollout, "/runs/" + run.get("tenant").asText() + "/log");
      }
    }
    assertThat(ofRollout(paused, "").at("/failureGroups/0/position").asText()).endsWith(":5:1");
    answer(
        "post",
        "/api/v1/rollouts/{rollout}/{verb}",
        "/api/v1/rollouts/" + running + "/pause",
        Map.of("reason", "a look"),
        200);
    answer(
        "post",
        "/api/v1/rollouts/{rollout}/{verb}",
        "/api/v1/rollouts/" + running + "/resume",
        Map.of("reason", "go on"),
        200);
    answer(
        "post",
        "/api/v1/rollouts/{rollout}/{verb}",
        "/api/v1/rollouts/" + done + "/pause",
        Map.of(),
        409);
    answer(
        "post",
        "/api/v1/rollouts",
        "/api/v1/rollouts",
        Map.of("plan", "P-0001", "digest", "other"),
        409);
  }

  @Test
  void theRestIsAsTheContractSays() {
    get("/api/v1/session");
    get("/api/v1/config");
    String cid = get("/api/v1/archives").at("/items/0/cid").asText();
    answer(
        "post",
        "/api/v1/archives/{cid}/verify",
        "/api/v1/archives/" + cid + "/verify",
        Map.of(),
        200);
    JsonNode check = answer("post", "/api/v1/store/check", "/api/v1/store/check", Map.of(), 200);
    assertThat(check.get("ok").asBoolean()).isTrue();
    answer("get", "/api/v1/tenants/{tenant}", "/api/v1/tenants/nobody", Map.of(), 404);
  }

  @Test
  void anArchiveCanBeDownloadedAgainAndAgainAndLeavesNothing() throws Exception {
    String cid = client.get("/api/v1/archives").json().at("/items/0/cid").asText();
    long bytes = client.get("/api/v1/archives").json().at("/items/0/bytes").asLong();
    for (int i = 0; i < 2; i++) {
      RawHttp.Answer car =
          new RawHttp(server.address())
              .get("/api/v1/archives/" + cid, "Authorization: Bearer " + server.bearer());
      assertThat(car.status()).as(car.body()).isEqualTo(200);
      assertThat(car.header("Content-Type")).contains("application/vnd.ipld.car");
      assertThat(car.header("Content-Disposition").orElse("")).contains(cid + ".car");
      assertThat(Long.parseLong(car.header("Content-Length").orElseThrow()))
          .isPositive()
          .isGreaterThanOrEqualTo(Math.min(bytes, 1));
    }
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> directory.resolve(".dihya/downloads").toFile().list().length == 0);
  }

  @Test
  void theStreamSendsWhatTheContractSays() throws Exception {
    String log = "log:" + paused + "/t002";
    try (SseReader reader = new SseReader(server, "fleet,rollouts,rollout:" + paused + "," + log)) {
      var events = reader.await(4);
      assertThat(contract.faultsOf("FleetFrame", events.get(0).data())).isEmpty();
      assertThat(contract.faultsOf("RolloutsFrame", events.get(1).data())).isEmpty();
      assertThat(contract.faultsOf("RolloutFrame", events.get(2).data())).isEmpty();
      assertThat(contract.faultsOf("LogFrame", events.get(3).data())).isEmpty();
      assertThat(events.get(3).data().get("lines")).isNotEmpty();
    }
  }
}
