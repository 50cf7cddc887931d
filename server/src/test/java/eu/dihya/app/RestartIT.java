package eu.dihya.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that ends in the middle goes on where it was: nothing twice, nothing left out. */
class RestartIT {
  private static final int TENANTS = 120;
  private static final Map<String, Object> SLOWLY =
      Map.of("strategy", Map.of("parallel", Map.of("total", 2, "perServer", 2)));

  @TempDir Path directory;

  private TestWorkspace workspace() throws IOException {
    TestWorkspace workspace = new TestWorkspace(directory).with(TENANTS);
    workspace.write(
        "migrations/common/20250102_0900_once.sql",
        """
        -- Purpose: a row that shows how often it ran
        -- Impact: none
        -- Rollback: removes the row
        -- migrate:up
        CREATE TABLE ran (at TEXT);
        INSERT INTO ran VALUES ('once');
        -- migrate:down
        DROP TABLE ran;
        """);
    return workspace;
  }

  private static void awaitDone(ServerClient client, String id, int number) {
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> client.get("/api/v1/rollouts/" + id).json().at("/counts/done").asInt() >= number);
  }

  private void assertEverythingOnce(TestWorkspace workspace, ServerClient client, String id)
      throws SQLException {
    for (int i = 1; i <= TENANTS; i++) {
      String tenant = "t%03d".formatted(i);
      assertThat(workspace.rows(tenant, "ran")).as(tenant).isEqualTo(1);
      assertThat(workspace.rows(tenant, "dihya_schema_history")).as(tenant).isEqualTo(2);
    }
    JsonNode rollout = client.get("/api/v1/rollouts/" + id).json();
    assertThat(rollout.at("/counts/done").asInt()).isEqualTo(TENANTS);
    TestWorkspace.awaitReport(client, id);
    assertThat(client.post("/api/v1/store/check", Map.of()).json().get("ok").asBoolean()).isTrue();
  }

  @Test
  void aServerThatIsStoppedGoesOnAtItsNextStart() throws Exception {
    TestWorkspace workspace = workspace();
    String id;
    try (DihyaServer server = workspace.serve();
        ServerClient client = TestWorkspace.client(server)) {
      id = TestWorkspace.start(client, SLOWLY);
      awaitDone(client, id, 10);
    }
    try (DihyaServer server = workspace.serve();
        ServerClient client = TestWorkspace.client(server)) {
      int before = client.get("/api/v1/rollouts/" + id).json().at("/counts/done").asInt();
      assertThat(before).isBetween(10, TENANTS);
      TestWorkspace.awaitState(client, id, "succeeded");
      assertEverythingOnce(workspace, client, id);
    }
  }

  @Test
  void aServerThatIsKilledGoesOnAtItsNextStart() throws Exception {
    TestWorkspace workspace = workspace();
    String id = "";
    for (int kill = 1; kill <= 2; kill++) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  System.getProperty("java.class.path"),
                  ServeWorkspace.class.getName(),
                  directory.toString())
              .redirectError(directory.resolve("server.log").toFile())
              .start();
      try {
        String[] there = process.inputReader().readLine().split(" ");
        try (ServerClient client = new ServerClient(URI.create(there[0]), there[1])) {
          id = kill == 1 ? TestWorkspace.start(client, SLOWLY) : id;
          awaitDone(client, id, kill * 20);
        }
      } finally {
        process.destroyForcibly();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      }
    }
    assertThat(directory.resolve(".dihya/server.json")).exists();
    try (DihyaServer server = workspace.serve();
        ServerClient client = TestWorkspace.client(server)) {
      TestWorkspace.awaitState(client, id, "succeeded");
      assertEverythingOnce(workspace, client, id);
      JsonNode events = client.get("/api/v1/rollouts/" + id + "/events").json().get("items");
      assertThat(events.toString()).contains("an earlier process ended in the middle");
    }
  }

  @Test
  void whatIsPausedStaysPausedAndSessionsStay() throws Exception {
    TestWorkspace workspace = workspace();
    String id;
    String cookie;
    try (DihyaServer server = workspace.serve();
        ServerClient client = TestWorkspace.client(server)) {
      cookie = signIn(server);
      id = TestWorkspace.start(client, SLOWLY);
      assertThat(
              client.post("/api/v1/rollouts/" + id + "/pause", Map.of("reason", "lunch")).status())
          .isEqualTo(200);
    }
    try (DihyaServer server = workspace.serve();
        ServerClient client = TestWorkspace.client(server)) {
      JsonNode rollout = client.get("/api/v1/rollouts/" + id).json();
      assertThat(rollout.get("state").asText()).isEqualTo("paused");
      assertThat(rollout.at("/because").asText()).isEqualTo("lunch");
      assertThat(rollout.at("/counts/waiting").asInt()).isGreaterThan(TENANTS / 2);
      assertThat(new RawHttp(server.address()).get("/api/v1/session", "Cookie: " + cookie).status())
          .isEqualTo(200);
      ServerClient.Answer other = client.post("/api/v1/plans", Map.of());
      assertThat(other.json().at("/excluded/0/code").asText()).isEqualTo("busy");
      assertThat(
              client.post("/api/v1/rollouts/" + id + "/resume", Map.of("reason", "back")).status())
          .isEqualTo(200);
      TestWorkspace.awaitState(client, id, "succeeded");
      assertEverythingOnce(workspace, client, id);
    }
  }

  @Test
  void evidenceThatWasNotArchivedIsArchivedAtTheNextStart() throws Exception {
    TestWorkspace workspace = new TestWorkspace(directory).with(2);
    workspace.write("dihya.yaml", "archive: { local: elsewhere }\n");
    String id;
    try (DihyaServer server = workspace.serve();
        ServerClient client = TestWorkspace.client(server)) {
      Files.move(directory.resolve("elsewhere"), directory.resolve("away"));
      Files.writeString(directory.resolve("elsewhere"), "in the way");
      id = TestWorkspace.start(client, Map.of());
      TestWorkspace.awaitState(client, id, "succeeded");
      assertThat(client.get("/api/v1/rollouts/" + id).json().has("reportCid")).isFalse();
    }
    Files.delete(directory.resolve("elsewhere"));
    try (DihyaServer server = workspace.serve();
        ServerClient client = TestWorkspace.client(server)) {
      TestWorkspace.awaitReport(client, id);
    }
  }

  @Test
  void aReportIsThereInBothLanguagesAndAsJson() throws Exception {
    TestWorkspace workspace = new TestWorkspace(directory).with(3);
    try (DihyaServer server = workspace.serve();
        ServerClient client = TestWorkspace.client(server)) {
      String id = TestWorkspace.start(client, Map.of());
      TestWorkspace.awaitState(client, id, "succeeded");
      RawHttp http = new RawHttp(server.address());
      String bearer = "Authorization: Bearer " + server.bearer();
      String path = "/api/v1/rollouts/" + id + "/report";
      RawHttp.Answer english = http.get(path, bearer);
      assertThat(english.header("Content-Type")).contains("text/markdown; charset=utf-8");
      assertThat(english.body()).startsWith("# ").contains(id, "OK");
      RawHttp.Answer french = http.get(path + "?lang=fr", bearer);
      assertThat(french.body()).startsWith("# ").contains(id).isNotEqualTo(english.body());
      assertThat(http.get(path, bearer, "Accept: application/json").json().toString())
          .contains(id, "20250101_0900_person");
      assertThat(http.get(path + "?lang=de", bearer).status()).isEqualTo(400);
      for (String name : List.of("one", "two")) {
        assertThat(client.get("/api/v1/rollouts/" + id + "/runs/" + name).status()).isEqualTo(404);
      }
    }
  }

  private static String signIn(DihyaServer server) throws IOException {
    RawHttp.Answer answer =
        new RawHttp(server.address())
            .send(
                "POST",
                "/api/v1/session",
                "{\"token\":\"" + server.signInLink().getFragment() + "\"}",
                "X-Dihya-Request: 1");
    return answer.header("Set-Cookie").orElseThrow().split(";")[0];
  }
}
