package eu.dihya.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job through the API, on SQLite tenants: plan, canary, pause, retry, report. */
class RolloutIT {
  private static final String FIRST =
      """
      -- Purpose: people
      -- Impact: none
      -- Rollback: drops the table
      -- migrate:up
      CREATE TABLE person (id INTEGER PRIMARY KEY, email TEXT NOT NULL);
      -- migrate:down
      DROP TABLE person;
      """;
  private static final String SECOND =
      """
      -- Purpose: no two people with one address
      -- Impact: none
      -- Rollback: drops the index
      -- migrate:up
      CREATE UNIQUE INDEX person_email ON person (email);
      -- migrate:down
      DROP INDEX person_email;
      """;

  @TempDir Path workspace;

  @BeforeEach
  void layOut() throws IOException {
    Files.createDirectories(workspace.resolve("migrations/common"));
    Files.createDirectories(workspace.resolve("tenants"));
    Files.createDirectories(workspace.resolve("data"));
    Files.writeString(workspace.resolve("migrations/common/20250101_0900_person.sql"), FIRST);
    StringBuilder tenants = new StringBuilder("sector: health\ntenants:\n");
    for (int i = 1; i <= 10; i++) {
      tenants.append(
          "  - { id: t%02d, name: T%d, target: \"sqlite:data/t%02d.db\", labels: { canary: \"%s\" } }\n"
              .formatted(i, i, i, i <= 3));
    }
    Files.writeString(workspace.resolve("tenants/health.yaml"), tenants);
  }

  @Test
  void aCanaryThatFailsPausesAndARetryFinishes() throws Exception {
    try (DihyaServer server = start();
        ServerClient client = new ServerClient(server.address(), server.bearer())) {
      rollOut(client, Map.of("to", "latest"), "succeeded");
      insert("t02", "INSERT INTO person (email) VALUES ('a@example.org'), ('a@example.org')");
      Files.writeString(
          workspace.resolve("migrations/common/20250102_0900_unique_email.sql"), SECOND);

      Map<String, Object> canary =
          Map.of(
              "strategy",
              Map.of(
                  "waves",
                  List.of(
                      Map.of("canary", true, "select", "canary=true"), Map.of("percent", 100))));
      String id = rollOut(client, canary, "paused");

      JsonNode paused = client.get("/api/v1/rollouts/" + id).json();
      assertThat(paused.at("/counts/done").asInt()).isEqualTo(2);
      assertThat(paused.at("/counts/failed").asInt()).isEqualTo(1);
      assertThat(paused.at("/counts/waiting").asInt()).isEqualTo(7);
      assertThat(paused.at("/failureGroups/0/position").asText())
          .isEqualTo("migrations/common/20250102_0900_unique_email.sql:5:1");
      assertThat(applied("t01", "t03")).containsExactly(2, 2);
      assertThat(applied("t02", "t04", "t10")).containsExactly(1, 1, 1);

      insert("t02", "DELETE FROM person WHERE id = 2");
      assertThat(
              client
                  .post("/api/v1/rollouts/" + id + "/retry", Map.of("reason", "cleaned"))
                  .status())
          .isEqualTo(200);
      awaitState(client, id, "succeeded");
      assertThat(applied("t02", "t04", "t10")).containsExactly(2, 2, 2);

      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> client.get("/api/v1/rollouts/" + id).json().has("reportCid"));
      String cid = client.get("/api/v1/rollouts/" + id).json().get("reportCid").asText();
      assertThat(
              client
                  .post("/api/v1/archives/" + cid + "/verify", Map.of())
                  .json()
                  .get("ok")
                  .asBoolean())
          .isTrue();
      assertThat(client.get("/api/v1/fleet").json().at("/counts/current").asInt()).isEqualTo(10);
    }
  }

  private DihyaServer start() {
    return DihyaServer.start(
        Configuration.load(workspace, Map.of(), Map.of()), new ServeOptions(false, true));
  }

  private static String rollOut(ServerClient client, Map<String, Object> request, String state) {
    ServerClient.Answer plan = client.post("/api/v1/plans", request);
    assertThat(plan.status()).as(plan.text()).isEqualTo(201);
    ServerClient.Answer rollout =
        client.post(
            "/api/v1/rollouts",
            Map.of(
                "plan",
                plan.json().get("id").asText(),
                "digest",
                plan.json().get("digest").asText()));
    assertThat(rollout.status()).as(rollout.text()).isEqualTo(201);
    String id = rollout.json().get("id").asText();
    awaitState(client, id, state);
    return id;
  }

  private static void awaitState(ServerClient client, String id, String state) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              JsonNode rollout = client.get("/api/v1/rollouts/" + id).json();
              assertThat(rollout.get("state").asText()).as(rollout.toString()).isEqualTo(state);
            });
  }

  private void insert(String tenant, String sql) throws SQLException {
    try (Connection connection = connect(tenant)) {
      connection.createStatement().execute(sql);
    }
  }

  private int[] applied(String... tenants) throws SQLException {
    int[] rows = new int[tenants.length];
    for (int i = 0; i < tenants.length; i++) {
      try (Connection connection = connect(tenants[i]);
          ResultSet result =
              connection
                  .createStatement()
                  .executeQuery("SELECT count(*) FROM dihya_schema_history")) {
        rows[i] = result.getInt(1);
      }
    }
    return rows;
  }

  private Connection connect(String tenant) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:sqlite:" + workspace.resolve("data/" + tenant + ".db"));
  }
}
