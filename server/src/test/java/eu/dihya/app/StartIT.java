package eu.dihya.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Json;
import eu.dihya.testing.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a server starts, what it refuses, and what it lets be seen of itself. */
class StartIT {
  @TempDir Path directory;
  private TestWorkspace workspace;

  @BeforeEach
  void layOut() throws IOException {
    workspace = new TestWorkspace(directory).with(4);
  }

  private void assertRefused(Map<String, String> flags, String message) {
    assertThatThrownBy(
            () ->
                DihyaServer.start(
                        Configuration.load(directory, Map.of(), flags),
                        new ServeOptions(false, false))
                    .close())
        .isInstanceOfSatisfying(
            DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION))
        .hasMessageContaining(message);
  }

  @Test
  void aPortInUseIsSaidSoAndNothingIsLeftBehind() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertRefused(
          Map.of("--port", Integer.toString(taken.getLocalPort())), "choose another with --port");
    }
    assertThat(directory.resolve(".dihya/server.json")).doesNotExist();
    workspace.serve().close();
  }

  @Test
  void oneProcessAtATimeWorksWithAWorkspace() {
    try (DihyaServer server = workspace.serve()) {
      assertRefused(Map.of("--port", "0"), "another dihya process works with this workspace");
      assertThat(directory.resolve(".dihya/server.json")).exists();
      assertThat(server.address().getHost()).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void allAddressesAreRefusedUnlessSomebodyInsists() {
    assertRefused(Map.of("--port", "0", "--bind", "0.0.0.0"), "--insecure");
    assertRefused(Map.of("--port", "0", "--bind", "192.0.2.1"), "http.tls.certificate");
  }

  @Test
  void withACertificateItListensForOthersAndInClearForThisMachine() throws Exception {
    TestCertificate made = TestCertificate.named("dihya", directory);
    made.write(directory.resolve("certificate.pem"), directory.resolve("key.pem"));
    workspace.write(
        "dihya.yaml",
        "http:\n  bind: 0.0.0.0\n  tls: { certificate: certificate.pem, key: key.pem }\n");
    try (DihyaServer server = workspace.serve()) {
      assertThat(server.welcome().link().orElseThrow().getPath()).isEqualTo("/set-up");
      assertThat(server.address().getScheme()).isEqualTo("https");
      URI shown = URI.create("https://127.0.0.1:" + server.address().getPort());
      RawHttp outside = new RawHttp(shown, TestCertificate.trusting(made).getSocketFactory());
      assertThat(outside.get("/").header("Strict-Transport-Security")).isPresent();
      assertThat(outside.get("/metrics").status()).isEqualTo(401);
      var file = Json.tree(Files.readString(directory.resolve(".dihya/server.json")));
      RawHttp local = new RawHttp(URI.create(file.get("url").asText()));
      String bearer = "Authorization: Bearer " + file.get("token").asText();
      assertThat(local.get("/api/v1/fleet", bearer).status()).isEqualTo(200);
      assertThat(local.get("/metrics", bearer).status()).isEqualTo(200);
    }
    Files.writeString(directory.resolve("key.pem"), "nonsense");
    assertRefused(Map.of("--port", "0"), "http.tls.key");
    assertThat(directory.resolve(".dihya/server.json")).doesNotExist();
  }

  @Test
  void behindAProxyItMayListenElsewhereInClear() throws IOException {
    workspace.write("dihya.yaml", "http: { bind: 0.0.0.0, trustedProxies: 10.0.0.7 }\n");
    try (DihyaServer server = workspace.serve()) {
      URI link = server.welcome().link().orElseThrow();
      assertThat(link.getPath()).isEqualTo("/set-up");
      setUpTheFirst(link.getFragment());
      assertThat(server.welcome().link()).as("somebody administers it now").isEmpty();
    }
    workspace.write("dihya.yaml", "http: { bind: localhost }\n");
    try (DihyaServer server = workspace.serve()) {
      assertThat(server.welcome().link().orElseThrow().getPath()).isEqualTo("/sign-in");
    }
  }

  private void setUpTheFirst(String token) throws IOException {
    var file = Json.tree(Files.readString(directory.resolve(".dihya/server.json")));
    Browser browser = new Browser(URI.create(file.get("url").asText()));
    RawHttp.Answer done =
        browser.post(
            "/api/v1/set-up",
            Map.of("token", token, "name", "amina", "password", "violet harbour nine lanterns"));
    assertThat(done.status()).as(done.body()).isEqualTo(200);
  }

  @Test
  void theServerFileIsForItsOwnerAndAsLongAsTheServerLives() throws IOException {
    Path file = directory.resolve(".dihya/server.json");
    try (DihyaServer server = workspace.serve()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      var json = Json.tree(Files.readString(file));
      assertThat(json.get("url").asText()).isEqualTo(server.address().toString());
      assertThat(json.get("token").asText()).isEqualTo(server.bearer());
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void metricsHaveTheNamesThatAreDocumentedAndNoTenant() throws Exception {
    workspace.table("20250102_0900", "city");
    try (DihyaServer server = workspace.serve();
        ServerClient client = TestWorkspace.client(server)) {
      String ended = TestWorkspace.start(client, Map.of());
      TestWorkspace.awaitState(client, ended, "succeeded");
      workspace.sql("t001", "CREATE TABLE stranger (id INTEGER)");
      client.post("/api/v1/fleet/observe", Map.of());
      System.gc();
      String text = new RawHttp(server.address()).get("/metrics").body();
      assertThat(text)
          .contains(
              "dihya_tenant_migrations_total{engine=\"sqlite\",state=\"done\"} 4.0",
                  "dihya_tenant_migration_duration_seconds_count{engine=\"sqlite\"} 4",
              "dihya_drifted_tenants 1.0", "dihya_stream_clients 0.0")
          .doesNotContain("t001", "NaN");
      workspace.table("20250103_0900", "street");
      String open =
          TestWorkspace.start(
              client,
              Map.of(
                  "strategy",
                  Map.of(
                      "dwell",
                      "1h",
                      "waves",
                      java.util.List.of(Map.of("count", 1), Map.of("percent", 100)))));
      org.awaitility.Awaitility.await()
          .until(
              () ->
                  new RawHttp(server.address())
                      .get("/metrics")
                      .body()
                      .contains(
                          "dihya_rollout_tenants{rollout=\"" + open + "\",state=\"done\"} 1.0"));
    }
  }

  /**
   * Wrong credentials and servers that do not answer are said without the password, in logs and
   * everywhere else.
   */
  @Test
  void aPasswordIsNowhereToBeFound() throws Exception {
    String secret = "correct-horse-" + "7731";
    workspace.write("secret.txt", "dora:" + secret + "\n");
    workspace.write("odd.txt", secret);
    workspace.write(
        "tenants/other.yaml",
        """
        sector: health
        tenants:
          - { id: away, target: "postgresql://127.0.0.1:1/away", credentials: "file:secret.txt" }
          - { id: away2, target: "mysql://127.0.0.1:1/away", credentials: "file:secret.txt" }
          - { id: odd, target: "postgresql://127.0.0.1:1/odd", credentials: "file:odd.txt" }
        """);
    workspace.write("dihya.yaml", "log: { level: trace }\n");
    var errors = new java.io.ByteArrayOutputStream();
    java.io.PrintStream before = System.err;
    System.setErr(new java.io.PrintStream(errors, true));
    StringBuilder answers = new StringBuilder();
    try (DihyaServer server = workspace.serve();
        ServerClient client = TestWorkspace.client(server)) {
      answers.append(client.post("/api/v1/fleet/observe", Map.of()).text());
      answers.append(client.post("/api/v1/plans", Map.of()).text());
      String id = TestWorkspace.start(client, Map.of());
      TestWorkspace.awaitState(client, id, "succeeded");
      TestWorkspace.awaitReport(client, id);
      answers.append(
          client
              .post(
                  "/api/v1/tenants",
                  Map.of(
                      "id",
                      "x",
                      "sector",
                      "health",
                      "target",
                      "postgresql://dora:" + secret + "@h/db"))
              .text());
      answers.append(
          client
              .post(
                  "/api/v1/tenants",
                  Map.of(
                      "id",
                      "x",
                      "sector",
                      "health",
                      "target",
                      "postgresql://h/db",
                      "credentials",
                      secret))
              .text());
      for (String path :
          java.util.List.of(
              "fleet",
              "tenants",
              "config",
              "rollouts",
              "rollouts/" + id,
              "rollouts/" + id + "/report",
              "tenants/away")) {
        answers.append(client.get("/api/v1/" + path).text());
      }
    } finally {
      System.setErr(before);
    }
    assertThat(answers.toString()).contains("\"unreachable\"").doesNotContain(secret);
    assertThat(errors.toString(StandardCharsets.UTF_8)).doesNotContain(secret);
    try (Stream<Path> files = Files.walk(directory.resolve(".dihya"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(
                new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(secret);
      }
    }
  }
}
