package eu.dihya.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry through the API. */
class RegistryIT {
  @TempDir Path directory;
  private TestWorkspace workspace;
  private DihyaServer server;
  private ServerClient client;

  @BeforeEach
  void start() throws IOException {
    workspace = new TestWorkspace(directory).with(5);
    server = workspace.serve();
    client = TestWorkspace.client(server);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private ServerClient.Answer add(String... fields) {
    Map<String, Object> body =
        new HashMap<>(Map.of("id", "acme", "sector", "health", "target", "sqlite:data/acme.db"));
    for (int i = 0; i < fields.length; i += 2) {
      body.put(fields[i], fields[i + 1]);
    }
    return client.post("/api/v1/tenants", body);
  }

  private List<String> ids(String path) {
    List<String> ids = new ArrayList<>();
    JsonNode body = client.get(path).json();
    (body.has("items") ? body.get("items") : body.get("tenants"))
        .forEach(tenant -> ids.add(tenant.get("id").asText()));
    return ids;
  }

  @Test
  void badTenantsAreRefusedWithTheReason() {
    Map<List<String>, String> wrong =
        Map.of(
            List.of("id", "Not An Id"),
            "id",
            List.of("target", "oracle://db/x"),
            "target",
            List.of("target", "postgresql://u:p@db/x"),
            "target",
            List.of("credentials", "hunter2"),
            "credentials",
            List.of("timezone", "Mars/Olympus"),
            "time zone",
            List.of("sector", ""),
            "sector");
    wrong.forEach(
        (fields, named) -> {
          ServerClient.Answer answer = add(fields.toArray(String[]::new));
          assertThat(answer.status()).as(answer.text()).isIn(400, 422);
          assertThat(answer.json().get("detail").asText())
              .as(fields.toString())
              .contains(named)
              .doesNotContain("hunter2", "u:p");
        });
    assertThat(ids("/api/v1/tenants")).hasSize(5);
  }

  @Test
  void targetsAreWhereTheyMayBeWhenTheyAreRegisteredAndAgainLater() throws IOException {
    assertThat(add("target", "sqlite:../elsewhere.db").text()).contains("targets.sqlitePaths");
    assertThat(add("target", "sqlite:.dihya/control.db").text()).contains("keeps for itself");
    String metadata = "postgresql://169.254.169.254/x";
    assertThat(add("target", metadata, "credentials", "env:PATH").status()).isEqualTo(201);
    restart("targets: { allowedHosts: [10.0.0.0/8, db1.internal], sqlitePaths: [..] }\n");
    assertThat(add("id", "b", "target", metadata, "credentials", "env:PATH").text())
        .contains("169.254.169.254 is not allowed");
    assertThat(add("id", "b", "target", "sqlite:../elsewhere.db").status()).isEqualTo(201);
    String seen = client.post("/api/v1/fleet/observe", Map.of("select", "id=acme")).text();
    assertThat(seen).contains("is refused", "169.254.169.254 is not allowed");
    restart("targets: { allowedHosts: [10.0.0.0/8] }\n");
    assertThat(add("id", "c", "target", "mysql://localhost/x", "credentials", "env:PATH").status())
        .isEqualTo(201);
    seen = client.post("/api/v1/fleet/observe", Map.of("select", "id=c")).text();
    assertThat(seen).contains("localhost leads to", "127.0.0.1");
    assertThat(client.post("/api/v1/fleet/observe", Map.of("select", "id=b")).text())
        .contains("is refused", "outside of the workspace");
    restart("targets: { secretHosts: { 'env:HOME': [localhost], 'env:PATH': [127.0.0.2] } }\n");
    String local = "mysql://localhost/y";
    assertThat(add("id", "d", "target", local, "credentials", "env:HOME").status()).isEqualTo(201);
    for (String secret : List.of("env:PATH", "env:USER")) {
      assertThat(add("id", "e", "target", "mysql://127.0.0.1/z", "credentials", secret).text())
          .contains("targets.secretHosts");
    }
    seen = client.post("/api/v1/fleet/observe", Map.of("select", "id=c")).text();
    assertThat(seen).contains("localhost leads to", "targets.secretHosts of env:PATH");
    workspace.write("tenants/x.yaml", "sector: x\ntenants: [{ id: y, target: sqlite:/y.db }]\n");
    assertThat(client.post("/api/v1/tenants/sync", Map.of("dryRun", true)).text())
        .contains("tenants/x.yaml:2", "outside of the workspace");
  }

  private void restart(String configuration) throws IOException {
    stop();
    workspace.write("dihya.yaml", configuration);
    server = workspace.serve();
    client = TestWorkspace.client(server);
  }

  @Test
  void aTenantIsAddedOnceAndWithATargetOfItsOwn() {
    assertThat(add().status()).isEqualTo(201);
    assertThat(add().status()).isEqualTo(409);
    assertThat(add("id", "other").text()).contains("acme has the target");
    assertThat(client.get("/api/v1/tenants/acme").json().get("credentials")).isNull();
  }

  @Test
  void aSyncShowsWhatItWouldDoAndDoesItWhenAsked() throws IOException {
    workspace.write(
        "tenants/more.yaml",
        "sector: education\ntenants:\n  - { id: school, target: \"sqlite:data/school.db\" }\n");
    client.put("/api/v1/tenants/t001/state", Map.of("state", "suspended"));
    add();
    JsonNode shown = client.post("/api/v1/tenants/sync", Map.of("dryRun", true)).json();
    assertThat(shown.get("applied").asBoolean()).isFalse();
    assertThat(shown.get("added").toString()).isEqualTo("[\"school\"]");
    assertThat(shown.get("notInFiles").toString()).isEqualTo("[\"acme\"]");
    assertThat(shown.get("unchanged").asInt()).isEqualTo(5);
    assertThat(client.get("/api/v1/tenants/school").status()).isEqualTo(404);
    assertThat(client.post("/api/v1/tenants/sync", Map.of()).json().get("applied").asBoolean())
        .isTrue();
    assertThat(client.get("/api/v1/tenants/school").status()).isEqualTo(200);
    assertThat(client.get("/api/v1/tenants/t001").json().get("state").asText())
        .isEqualTo("suspended");
    workspace.write(
        "tenants/more.yaml", "sector: education\ntenants:\n  - { id: school, nme: x }\n");
    ServerClient.Answer broken = client.post("/api/v1/tenants/sync", Map.of());
    assertThat(broken.status()).isEqualTo(422);
    assertThat(broken.json().get("problems").toString()).contains("tenants/more.yaml:3:");
  }

  @Test
  void statesAreThreeAndSuspendedOnesAreLeftOut() {
    assertThat(client.put("/api/v1/tenants/t001/state", Map.of("state", "asleep")).status())
        .isEqualTo(400);
    assertThat(client.put("/api/v1/tenants/nobody/state", Map.of("state", "active")).status())
        .isEqualTo(404);
    client.put("/api/v1/tenants/t001/state", Map.of("state", "archived", "reason", "closed"));
    assertThat(client.post("/api/v1/plans", Map.of()).json().at("/excluded/0/code").asText())
        .isEqualTo("archived");
    client.put("/api/v1/tenants/t001/state", Map.of("state", "active"));
    assertThat(client.post("/api/v1/plans", Map.of()).json().get("excluded")).isEmpty();
  }

  @Test
  void pagesFollowOneAnother() {
    JsonNode page = client.get("/api/v1/tenants?limit=2").json();
    assertThat(page.get("items")).hasSize(2);
    assertThat(ids("/api/v1/tenants?limit=2&cursor=" + page.get("next").asText()))
        .containsExactly("t003", "t004");
    JsonNode last = client.get("/api/v1/tenants?limit=2&cursor=t004").json();
    assertThat(last.get("items")).hasSize(1);
    assertThat(last.has("next")).isFalse();
    assertThat(client.get("/api/v1/tenants?limit=5").json().has("next")).isFalse();
  }

  @Test
  void aSelectorSeesVersionsAndRuns() throws Exception {
    String first = TestWorkspace.start(client, Map.of("select", "id=t001,t002"));
    TestWorkspace.awaitState(client, first, "succeeded");
    assertThat(ids("/api/v1/tenants?select=version%3E%3D20250101_0900"))
        .containsExactly("t001", "t002");
    assertThat(ids("/api/v1/fleet?select=version%3C20250101_0900"))
        .containsExactly("t003", "t004", "t005");
    assertThat(ids("/api/v1/tenants?select=run%3Ddone")).containsExactly("t001", "t002");
    assertThat(ids("/api/v1/tenants?select=run%3Dfailed")).isEmpty();
    JsonNode plan = client.post("/api/v1/plans", Map.of("select", "version<20250101_0900")).json();
    assertThat(plan.get("tenants")).hasSize(3);
    assertThat(plan.get("upToDate")).isEmpty();
  }
}
