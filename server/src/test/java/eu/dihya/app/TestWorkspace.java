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
import java.util.Map;

/** A workspace of SQLite tenants {@code t001}, {@code t002}, … in sector health. */
public final class TestWorkspace {
  private static final String MIGRATION =
      """
      -- Purpose: a table named %1$s
      -- Impact: none
      -- Rollback: drops the table
      -- migrate:up
      CREATE TABLE %1$s (id INTEGER PRIMARY KEY, email TEXT NOT NULL);
      -- migrate:down
      DROP TABLE %1$s;
      """;

  private final Path root;

  public TestWorkspace(Path root) {
    this.root = root;
  }

  public Path root() {
    return root;
  }

  /** Lays the workspace out with one migration, {@code 20250101_0900_person}. */
  public TestWorkspace with(int tenants, String... lines) throws IOException {
    Files.createDirectories(root.resolve("data"));
    StringBuilder text = new StringBuilder("sector: health\ntenants:\n");
    for (int i = 1; i <= tenants; i++) {
      text.append(
          "  - { id: t%03d, name: T%d, target: \"sqlite:data/t%03d.db\" }\n".formatted(i, i, i));
    }
    for (String line : lines) {
      text.append("  - { ").append(line).append(" }\n");
    }
    write("tenants/health.yaml", text.toString());
    table("20250101_0900", "person");
    return this;
  }

  public void table(String version, String name) throws IOException {
    write("migrations/common/" + version + "_" + name + ".sql", MIGRATION.formatted(name));
  }

  public void write(String path, String text) throws IOException {
    Files.createDirectories(root.resolve(path).getParent());
    Files.writeString(root.resolve(path), text);
  }

  /** A server as {@code serve} starts it, on any port. */
  public DihyaServer serve() {
    return DihyaServer.start(
        Configuration.load(root, Map.of(), Map.of("--port", "0")), new ServeOptions(false, false));
  }

  public static ServerClient client(DihyaServer server) {
    return new ServerClient(server.address(), server.bearer());
  }

  /** Plans and starts; gives the rollout's id. */
  public static String start(ServerClient client, Map<String, Object> request) {
    ServerClient.Answer plan = client.post("/api/v1/plans", request);
    assertThat(plan.status()).as(plan.text()).isEqualTo(201);
    ServerClient.Answer rollout =
        client.post("/api/v1/rollouts", Map.of("plan", plan.json().get("id").asText()));
    assertThat(rollout.status()).as(rollout.text()).isEqualTo(201);
    return rollout.json().get("id").asText();
  }

  public static void awaitState(ServerClient client, String id, String state) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              JsonNode rollout = client.get("/api/v1/rollouts/" + id).json();
              assertThat(rollout.get("state").asText()).as(rollout.toString()).isEqualTo(state);
            });
  }

  public static void awaitReport(ServerClient client, String id) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> client.get("/api/v1/rollouts/" + id).json().has("reportCid"));
  }

  public void sql(String tenant, String sql) throws SQLException {
    try (Connection connection = connect(tenant)) {
      connection.createStatement().execute(sql);
    }
  }

  /** Rows of a table of a tenant; -1 when there is no such table. */
  public int rows(String tenant, String table) throws SQLException {
    try (Connection connection = connect(tenant);
        ResultSet there =
            connection
                .createStatement()
                .executeQuery("SELECT count(*) FROM sqlite_master WHERE name = '" + table + "'")) {
      if (there.getInt(1) == 0) {
        return -1;
      }
      try (ResultSet result =
          connection.createStatement().executeQuery("SELECT count(*) FROM " + table)) {
        return result.getInt(1);
      }
    }
  }

  private Connection connect(String tenant) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + root.resolve("data/" + tenant + ".db"));
  }
}
