package eu.dihya.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import eu.dihya.testing.ServerSql;
import eu.dihya.testing.TestDatabase;
import eu.dihya.testing.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A half-done rollout is undone: on each engine, on exactly the tenants that it changed. */
class RevertIT {
  /** Fails where somebody has put the table there before. */
  private static final String SECOND_TABLE =
      """
      -- Purpose: bills
      -- Impact: none
      -- Rollback: drops the bills
      -- migrate:up
      CREATE TABLE bill (id INTEGER PRIMARY KEY);
      -- migrate:down
      DROP TABLE bill;
      """;

  @TempDir Path directory;
  private final Map<String, TestDatabase> databases = new LinkedHashMap<>();
  private final List<String> lines = new ArrayList<>();
  private Contracts contract;
  private TestWorkspace workspace;

  @BeforeEach
  void layOut() throws IOException {
    contract = Contracts.read();
    workspace = new TestWorkspace(directory);
    for (String id : List.of("s1", "s2", "s3")) {
      lines.add("id: %1$s, name: %1$s, target: \"sqlite:data/%1$s.db\"".formatted(id));
    }
  }

  private void onServers() throws IOException {
    for (int number = 1; number <= 3; number++) {
      on("p" + number, TestServers.postgresql().createDatabase());
      on("m" + number, TestServers.mariadb().createDatabase());
    }
  }

  private void on(String id, TestDatabase database) throws IOException {
    databases.put(id, database);
    workspace.write(id + ".login", database.user() + ":" + database.password());
    lines.add(
        "id: %1$s, name: %1$s, target: \"%2$s\", credentials: \"file:%1$s.login\""
            .formatted(id, database.address()));
  }

  private DihyaServer serve() throws IOException {
    return workspace.with(0, lines.toArray(String[]::new)).serve();
  }

  private List<String> column(String tenant, String query) throws SQLException {
    TestDatabase database = databases.get(tenant);
    if (database != null) {
      return new ServerSql(database).rows(query).stream().map(List::getFirst).toList();
    }
    List<String> values = new ArrayList<>();
    try (Connection connection = sqlite(tenant);
        ResultSet result = connection.createStatement().executeQuery(query)) {
      while (result.next()) {
        values.add(result.getString(1));
      }
    }
    return values;
  }

  private Connection sqlite(String tenant) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:sqlite:" + directory.resolve("data/" + tenant + ".db"));
  }

  /** Which of our tables a tenant has. */
  private String tables(String tenant) throws SQLException {
    TestDatabase database = databases.get(tenant);
    String query =
        database == null
            ? "SELECT name FROM sqlite_master"
            : "SELECT table_name FROM information_schema.tables WHERE table_schema IN ('public', '"
                + database.database()
                + "')";
    List<String> names = column(tenant, query);
    return String.join(" ", Stream.of("person", "bill", "visit").filter(names::contains).toList());
  }

  /** What a rollout did to a tenant, in order. */
  private String history(String tenant, String rollout) throws SQLException {
    String where = " FROM dihya_schema_history WHERE rollout = '" + rollout + "' ORDER BY id";
    List<String> kinds = column(tenant, "SELECT kind" + where);
    List<String> versions = column(tenant, "SELECT version" + where);
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < kinds.size(); row++) {
      rows.add(kinds.get(row) + " " + versions.get(row));
    }
    return String.join(", ", rows);
  }

  /** All have a first table; the second and third reached the first two of each engine only. */
  private String halfDone(ServerClient client) throws IOException {
    return halfDone(client, SECOND_TABLE);
  }

  private String halfDone(ServerClient client, String second) throws IOException {
    TestWorkspace.awaitState(client, TestWorkspace.start(client, Map.of()), "succeeded");
    workspace.write("migrations/common/20250201_0900_bill.sql", second);
    workspace.table("20250202_0900", "visit");
    String id =
        TestWorkspace.start(
            client,
            Map.of(
                "strategy",
                Map.of(
                    "waves",
                    List.of(Map.of("select", "id=*1,*2"), Map.of("percent", 100)),
                    "dwell",
                    "9h")));
    int begun = lines.size() / 3 * 2;
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> client.get("/api/v1/rollouts/" + id).json().at("/counts/done").asInt() == begun);
    return id;
  }

  @Test
  void exactlyItsTenantsComeBackAndTheOthersAreUntouched() throws Exception {
    onServers();
    try (DihyaServer server = serve();
        ServerClient client = TestWorkspace.client(server)) {
      String id = halfDone(client);
      JsonNode running = client.post("/api/v1/plans", Map.of("reverts", id)).json();
      assertThat(running.path("detail").asText()).contains("drain or abort it first");
      client.post("/api/v1/rollouts/" + id + "/abort", Map.of("reason", "enough"));
      TestWorkspace.awaitState(client, id, "aborted");

      workspace.sql("s2", "CREATE TABLE by_hand (id INTEGER)");
      ServerClient.Answer wrong = client.post("/api/v1/plans", Map.of("reverts", id, "expect", 6));
      assertThat(wrong.status()).isEqualTo(409);
      assertThat(wrong.text()).contains("5 tenants, not 6");
      ServerClient.Answer made = client.post("/api/v1/plans", Map.of("reverts", id, "expect", 5));
      assertThat(made.status()).as(made.text()).isEqualTo(201);
      assertThat(contract.faults("post", "/api/v1/plans", 201, made.json())).isEmpty();
      JsonNode plan = made.json();
      assertThat(plan.path("direction").asText()).isEqualTo("down");
      assertThat(plan.at("/release/migrations").toString())
          .isEqualTo("[\"20250202_0900_visit\",\"20250201_0900_bill\"]");
      assertThat(plan.at("/excluded/0/tenant").asText()).isEqualTo("s2");
      assertThat(plan.at("/excluded/0/code").asText()).isEqualTo("drifted");
      assertThat(plan.path("excluded")).hasSize(1);
      assertThat(plan.path("warnings").toString()).contains("going down: drops the bills");

      String start = plan.path("id").asText();
      assertThat(client.post("/api/v1/rollouts", Map.of("plan", start)).text()).contains("reason");
      Map<String, Object> body =
          Map.of("plan", start, "digest", plan.path("digest").asText(), "reason", "wrong bills");
      ServerClient.Answer begun = client.post("/api/v1/rollouts", body);
      assertThat(begun.status()).as(begun.text()).isEqualTo(201);
      String back = begun.json().path("id").asText();
      TestWorkspace.awaitState(client, back, "succeeded");

      for (String tenant : List.of("s1", "p1", "p2", "m1", "m2")) {
        assertThat(tables(tenant)).as(tenant).isEqualTo("person");
        assertThat(history(tenant, back)).isEqualTo("down 20250202_0900, down 20250201_0900");
      }
      assertThat(tables("s2")).isEqualTo("person bill visit");
      for (String tenant : List.of("s2", "s3", "p3", "m3")) {
        assertThat(history(tenant, back)).as(tenant).isEmpty();
      }
      assertThat(tables("p3") + tables("m3") + tables("s3")).isEqualTo("personpersonperson");

      JsonNode first = client.get("/api/v1/rollouts/" + id).json();
      assertThat(first.path("revertedBy").asText()).isEqualTo(back);
      assertThat(first.at("/actions/retry/allowed").asBoolean()).isFalse();
      JsonNode second = client.get("/api/v1/rollouts/" + back).json();
      assertThat(second.path("reverts").asText()).isEqualTo(id);
      assertThat(second.path("title").asText()).isEqualTo("revert of " + id);
      assertThat(second.at("/actions/revert/because").asText()).contains("it went down");
      assertThat(client.get("/api/v1/rollouts/" + id + "/events").text())
          .contains("reverted by " + back)
          .contains("wrong bills");
      assertThat(client.get("/api/v1/rollouts/" + back + "/report?lang=en").text())
          .containsIgnoringCase("down sections");
    }
  }

  @Test
  void aRevertThatBecameOldIsNotStartedAndDoesNotGoOnBeneathWhatCameAfter() throws Exception {
    Path foreign = directory.resolve(".dihya/backups/R-0002/s1.db");
    Files.createDirectories(foreign.getParent());
    Files.writeString(foreign, "of another control store");
    try (DihyaServer server = serve();
        ServerClient client = TestWorkspace.client(server)) {
      String id =
          halfDone(client, SECOND_TABLE + "INSERT INTO person (id, email) VALUES (7, 'x');\n");
      client.post("/api/v1/rollouts/" + id + "/abort", Map.of("reason", "enough"));
      TestWorkspace.awaitState(client, id, "aborted");
      assertThat(foreign).hasContent("of another control store");
      try (Stream<Path> copies = Files.list(foreign.getParent().getParent())) {
        assertThat(copies)
            .filteredOn(each -> each.getFileName().toString().startsWith(id + "-"))
            .singleElement()
            .satisfies(own -> assertThat(own.resolve("s1.db")).isNotEmptyFile());
      }

      String plan = client.post("/api/v1/plans", Map.of("reverts", id)).json().path("id").asText();
      workspace.sql("s2", "CREATE VIEW bills AS SELECT id FROM bill");
      ServerClient.Answer refused =
          client.post("/api/v1/rollouts", Map.of("plan", plan, "reason", "late"));
      assertThat(refused.status()).as(refused.text()).isEqualTo(409);
      assertThat(refused.text()).contains("tenant s2 has another schema");
      workspace.sql("s2", "DROP VIEW bills");

      workspace.sql("s2", "INSERT INTO person (id, email) VALUES (7, 'x')");
      client.post("/api/v1/rollouts", Map.of("plan", plan, "reason", "now"));
      String run = "/api/v1/rollouts/R-0003/runs/s2";
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> client.get(run).text().contains("\"failed\""));
      client.post("/api/v1/rollouts/R-0003/drain", Map.of("reason", "later"));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> client.get("/api/v1/rollouts/R-0003").text().contains("\"finishedAt\""));
      String later = TestWorkspace.start(client, Map.of("select", "id=s2"));
      TestWorkspace.awaitState(client, later, "succeeded");

      workspace.sql("s2", "DELETE FROM person");
      ServerClient.Answer retried =
          client.post("/api/v1/rollouts/R-0003/retry", Map.of("reason", "again"));
      assertThat(retried.status()).as(retried.text()).isEqualTo(200);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> client.get(run).text().contains("it has moved on"));
      assertThat(client.get(run).text()).contains(later + " applied 20250202_0900");
      assertThat(tables("s2")).isEqualTo("person bill visit");
    }
  }

  @Test
  void whoHasMovedOnStaysAndWhatWasThereBeforeToo() throws Exception {
    try (DihyaServer server = serve();
        ServerClient client = TestWorkspace.client(server)) {
      String id = halfDone(client);
      client.post("/api/v1/rollouts/" + id + "/abort", Map.of("reason", "enough"));
      TestWorkspace.awaitState(client, id, "aborted");
      workspace.table("20250203_0900", "pet");
      String later = TestWorkspace.start(client, Map.of("select", "id=s1,s3"));
      TestWorkspace.awaitState(client, later, "succeeded");

      JsonNode plan = client.post("/api/v1/plans", Map.of("reverts", id, "select", "id=s*")).json();
      assertThat(plan.at("/tenants").findValuesAsText("tenant")).containsExactly("s2");
      assertThat(plan.at("/excluded/0/tenant").asText()).isEqualTo("s1");
      assertThat(plan.at("/excluded/0/code").asText()).isEqualTo("moved-on");
      assertThat(plan.at("/excluded/0/because").asText()).contains(later).contains("20250203_0900");
      client.post(
          "/api/v1/rollouts", Map.of("plan", plan.path("id").asText(), "reason", "only s2"));
      TestWorkspace.awaitState(client, "R-0004", "succeeded");
      assertThat(tables("s2")).isEqualTo("person");
      assertThat(tables("s1")).isEqualTo("person bill visit");
      assertThat(tables("s3")).isEqualTo("person bill visit");
      JsonNode again =
          client.post("/api/v1/plans", Map.of("reverts", id, "select", "id=s2")).json();
      assertThat(again.path("tenants")).isEmpty();
      assertThat(again.path("upToDate").toString()).isEqualTo("[\"s2\"]");
    }
  }
}
