package eu.dihya.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import eu.dihya.security.NewMasterKey;
import eu.dihya.testing.FileContents;
import eu.dihya.testing.TestDatabase;
import eu.dihya.testing.TestServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sealed secrets of a running server, and a tenant on a real server that needs one. */
class SecretsIT {
  private static final String SECRETS = "/api/v1/secrets";

  @TempDir Path directory;
  private final TestDatabase database = TestServers.postgresql().createDatabase();
  private final String value = database.user() + ":" + database.password();
  private TestWorkspace workspace;
  private DihyaServer server;
  private ServerClient admin;
  private Contracts contract;

  @BeforeEach
  void start() throws IOException {
    workspace =
        new TestWorkspace(directory.resolve("w"))
            .with(
                1,
                "id: acme, target: \"postgresql://%s:%d/%s\", credentials: \"sealed:acme-db\""
                    .formatted(database.host(), database.port(), database.database()));
    contract = Contracts.read();
    NewMasterKey.write(directory.resolve("old.key"));
    NewMasterKey.write(directory.resolve("new.key"));
    restart("secrets: { masterKeyFile: ../old.key }\n");
  }

  @AfterEach
  void stop() {
    admin.close();
    server.close();
  }

  private void restart(String configuration) throws IOException {
    if (server != null) {
      stop();
    }
    workspace.write("dihya.yaml", configuration);
    server = workspace.serve();
    admin = TestWorkspace.client(server);
  }

  private JsonNode set(String name, Object given, int status) {
    ServerClient.Answer answer = admin.put(SECRETS + "/" + name, Map.of("value", given));
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.text()).doesNotContain(String.valueOf(given));
    assertThat(contract.faults("put", SECRETS + "/{secret}", status, answer.json())).isEmpty();
    return answer.json();
  }

  private String observed() {
    return admin
        .post("/api/v1/fleet/observe", Map.of("select", "id=acme"))
        .json()
        .at("/tenants/0")
        .toString();
  }

  private String remove(String name, int status) {
    ServerClient.Answer answer = admin.post(SECRETS + "/" + name + "/remove", Map.of());
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(contract.faults("post", SECRETS + "/{secret}/remove", status, answer.json()))
        .isEmpty();
    return answer.text();
  }

  @Test
  void aTenantIsReachedWithASecretThatStandsNowhereInClear() throws IOException {
    assertThat(observed()).contains("sealed:acme-db", "there is no secret", "secret set acme-db");
    JsonNode made = set("acme-db", value, 200);
    assertThat(made.path("tenants").toString()).isEqualTo("[\"acme\"]");
    assertThat(observed()).doesNotContain("sealed:acme-db").doesNotContain("unreachable");
    assertThat(remove("acme-db", 409)).contains("used by acme");
    JsonNode list = admin.get(SECRETS).json();
    assertThat(contract.faults("get", SECRETS, 200, list)).isEmpty();
    assertThat(list.path("missing")).isEmpty();
    assertThat(list.toString()).contains("acme-db", "local-cli").doesNotContain(value);
    server.close();
    assertThat(FileContents.of(directory)).contains("acme-db").doesNotContain(value);
    server = workspace.serve();
  }

  @Test
  void keysAreRotatedAndTheOldOneIsNeededNoMore() throws IOException {
    set("acme-db", value, 200);
    set("unused", "dora:hunter2", 200);
    restart("secrets: { masterKeyFile: ../new.key }\n");
    assertThat(observed()).contains("sealed:acme-db", "secrets.oldMasterKeyFiles");
    assertThat(admin.post(SECRETS + "/rotate", Map.of()).status()).isEqualTo(422);
    restart("secrets: { masterKeyFile: ../new.key, oldMasterKeyFiles: [../old.key] }\n");
    assertThat(observed()).contains("\"version\"").doesNotContain("unreachable");
    JsonNode rotated = admin.post(SECRETS + "/rotate", Map.of()).json();
    assertThat(contract.faults("post", SECRETS + "/rotate", 200, rotated)).isEmpty();
    assertThat(rotated.path("wrapped").asInt()).isEqualTo(2);
    Files.delete(directory.resolve("old.key"));
    restart("secrets: { masterKeyFile: ../new.key }\n");
    assertThat(observed()).contains("\"version\"").doesNotContain("unreachable");
    assertThat(admin.post(SECRETS + "/rotate", Map.of()).json().path("wrapped").asInt()).isZero();
    remove("unused", 200);
    assertThat(remove("unsued", 404)).contains("there is no secret 'unsued'");
  }

  @Test
  void rowsThatWereSwappedOpenNothing() throws IOException, SQLException {
    set("acme-db", value, 200);
    set("other", "dora:hunter2", 200);
    server.close();
    sql("UPDATE sealed_secret SET name = 'x' WHERE name = 'acme-db'");
    sql("UPDATE sealed_secret SET name = 'acme-db' WHERE name = 'other'");
    sql("UPDATE sealed_secret SET name = 'other' WHERE name = 'x'");
    server = workspace.serve();
    admin = TestWorkspace.client(server);
    assertThat(observed()).contains("sealed:acme-db", "altered").doesNotContain("hunter2");
  }

  @Test
  void aKeyFileThatOthersMayReadOrThatIsMissingIsToldAndNothingElseStops() throws IOException {
    set("acme-db", value, 200);
    Path key = directory.resolve("old.key");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(observed()).contains("sealed:acme-db", "old.key", "chmod 600");
    assertThat(set("more", "dora:hunter2", 422).path("detail").asText()).contains("chmod 600");
    restart("");
    assertThat(observed()).contains("no master key is configured");
    assertThat(admin.get(SECRETS).json().path("items")).hasSize(1);
    assertThat(admin.post("/api/v1/fleet/observe", Map.of("select", "id=t001")).text())
        .contains("\"behind\":1");
  }

  @Test
  void whatCannotBeSetLeavesNothingAndQuotesNothing() throws Exception {
    set("a%0D%0Ab", "dora:hunter2", 400);
    set("a".repeat(64), "dora:hunter2", 400);
    set("acme-db", "hunter2", 400);
    set("acme-db", 271828, 400);
    set("acme-db", Map.of("dora", "hunter2"), 400);
    set("acme-db", "dora:" + "x".repeat(100_000), 400);
    set("acme-db", "dora:" + "x".repeat(1 << 20), 413);
    try (ServerClient operator = program("operator")) {
      assertThat(operator.get(SECRETS).status()).isEqualTo(403);
      assertThat(operator.put(SECRETS + "/acme-db", Map.of("value", value)).status())
          .isEqualTo(403);
    }
    try (ServerClient security = program("security")) {
      assertThat(security.get(SECRETS).json().path("missing").toString()).contains("acme-db");
    }
    assertThat(admin.get(SECRETS).json().path("items")).isEmpty();
  }

  @Test
  void noDigestOfAValueIsKeptForARepeatedCall() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(server.address() + SECRETS + "/acme-db"))
              .header("Authorization", "Bearer " + server.bearer())
              .header("X-Dihya-Request", "1")
              .header("Idempotency-Key", "k1")
              .PUT(HttpRequest.BodyPublishers.ofString("{\"value\":\"dora:hunter2\"}"))
              .build();
      http.send(request, HttpResponse.BodyHandlers.discarding());
    }
    server.close();
    assertThat(sql("SELECT count(*) FROM idempotent_answer")).isZero();
    assertThat(sql("SELECT count(*) FROM audit WHERE action = 'secret.set'")).isEqualTo(1);
    server = workspace.serve();
  }

  private ServerClient program(String role) {
    JsonNode token =
        admin.post("/api/v1/tokens", Map.of("name", "job", "role", role, "expires", "1h")).json();
    return new ServerClient(server.address(), token.path("text").asText());
  }

  /** What the statement says first; 0 when it answers nothing. */
  private int sql(String statement) throws SQLException {
    String url = "jdbc:sqlite:" + workspace.root().resolve(".dihya/control.db");
    try (Connection connection = DriverManager.getConnection(url);
        var prepared = connection.createStatement()) {
      if (!prepared.execute(statement)) {
        return 0;
      }
      try (ResultSet rows = prepared.getResultSet()) {
        return rows.getInt(1);
      }
    }
  }
}
