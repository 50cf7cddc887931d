package eu.dihya.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import eu.dihya.testing.FileContents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** API tokens of a running server. */
class TokensIT {
  @TempDir static Path directory;
  private static TestWorkspace workspace;
  private static DihyaServer server;
  private static ServerClient admin;
  private static Contracts contract;

  @BeforeAll
  static void start() throws IOException {
    workspace = new TestWorkspace(directory).with(2);
    server = workspace.serve();
    admin = TestWorkspace.client(server);
    contract = Contracts.read();
  }

  @AfterAll
  static void stop() {
    admin.close();
    server.close();
  }

  private static JsonNode make(ServerClient by, String role, int status) {
    ServerClient.Answer answer =
        by.post("/api/v1/tokens", Map.of("name", "a job", "role", role, "expires", "1h"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(contract.faults("post", "/api/v1/tokens", status, answer.json())).isEmpty();
    return answer.json();
  }

  private static ServerClient client(JsonNode made) {
    return new ServerClient(server.address(), made.path("text").asText());
  }

  @Test
  void aTokenDoesWhatItsRoleMayUntilItIsRevoked() {
    JsonNode made = make(admin, "viewer", 201);
    String id = made.at("/token/id").asText();
    try (ServerClient viewer = client(made)) {
      assertThat(viewer.get("/api/v1/session").json().at("/principal/role").asText())
          .isEqualTo("viewer");
      assertThat(viewer.get("/api/v1/fleet").status()).isEqualTo(200);
      ServerClient.Answer refused = viewer.post("/api/v1/fleet/observe", Map.of());
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.text()).contains("observe", "viewer");
      ServerClient.Answer revoked =
          admin.post("/api/v1/tokens/" + id + "/revoke", Map.of("reason", "over"));
      assertThat(revoked.json().path("state").asText()).isEqualTo("revoked");
      assertThat(contract.faults("post", "/api/v1/tokens/{token}/revoke", 200, revoked.json()))
          .isEmpty();
      assertThat(viewer.get("/api/v1/fleet").status()).isEqualTo(401);
    }
  }

  @Test
  void aTokenOutlivesTheServerAndItsTextIsKeptNowhere() throws IOException {
    JsonNode made = make(admin, "operator", 201);
    String secret = made.path("text").asText().split("_", 3)[2];
    ServerClient.Answer list = admin.get("/api/v1/tokens");
    assertThat(contract.faults("get", "/api/v1/tokens", 200, list.json())).isEmpty();
    assertThat(list.text()).contains(made.at("/token/id").asText()).doesNotContain(secret);
    server.close();
    assertThat(FileContents.of(directory)).contains("a job").doesNotContain(secret);
    server = workspace.serve();
    admin = TestWorkspace.client(server);
    try (ServerClient operator = client(made)) {
      assertThat(operator.post("/api/v1/fleet/observe", Map.of()).status()).isEqualTo(200);
      assertThat(make(operator, "viewer", 403).path("detail").asText()).contains("manage-tokens");
    }
  }

  @Test
  void aTokenMakesNoTokensAndNothingWrongIsMade() {
    try (ServerClient program = client(make(admin, "platform-admin", 201))) {
      assertThat(make(program, "viewer", 403).path("detail").asText()).contains("sign in yourself");
    }
    int before = admin.get("/api/v1/tokens").json().path("items").size();
    assertThat(make(admin, "root", 400).path("detail").asText()).contains("operator", "'root'");
    for (String expires : new String[] {"", "0d", "367d", "soon", "-1h", "1 d"}) {
      assertThat(
              admin
                  .post(
                      "/api/v1/tokens", Map.of("name", "job", "role", "viewer", "expires", expires))
                  .status())
          .as(expires)
          .isEqualTo(400);
    }
    assertThat(admin.post("/api/v1/tokens/nobody/revoke", Map.of()).status()).isEqualTo(404);
    assertThat(admin.get("/api/v1/tokens").json().path("items")).hasSize(before);
  }
}
