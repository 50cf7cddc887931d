package eu.dihya.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import eu.dihya.audit.AuditEntry;
import eu.dihya.base.TenantScope;
import eu.dihya.store.ControlStore;
import eu.dihya.store.JdbiAuditLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Refusals and downloads of a real server, as its audit has them. */
class AccessAuditIT {
  /** What callers send in wrong places; none of it may be kept. */
  private static final String MARK = "Qx7planted";

  @TempDir static Path directory;
  private static DihyaServer server;
  private static ServerClient admin;
  private static RawHttp http;
  private static String rollout;

  @BeforeAll
  static void start() throws IOException {
    server = new TestWorkspace(directory).with(2).serve();
    admin = TestWorkspace.client(server);
    http = new RawHttp(server.address());
    rollout = TestWorkspace.start(admin, Map.of());
    TestWorkspace.awaitState(admin, rollout, "succeeded");
    TestWorkspace.awaitReport(admin, rollout);
  }

  @AfterAll
  static void stop() {
    admin.close();
    server.close();
  }

  private static List<AuditEntry> accesses() {
    try (ControlStore store = ControlStore.open(directory.resolve(".dihya/control.db"))) {
      return new JdbiAuditLog(store)
          .newest(TenantScope.everything(), 10_000).stream()
              .filter(entry -> entry.action().startsWith("access."))
              .toList();
    }
  }

  private static AuditEntry awaitEntry(String requestId) {
    return await()
        .until(
            () ->
                accesses().stream()
                    .filter(entry -> entry.requestId().equals(requestId))
                    .findFirst()
                    .orElse(null),
            found -> found != null);
  }

  private static void assertEntry(AuditEntry entry, String actor, String object, String result) {
    assertThat(List.of(entry.actor(), entry.object(), entry.result()))
        .containsExactly(actor, object, result);
  }

  private static String requestId(RawHttp.Answer answer) {
    return answer.header("X-Request-Id").orElseThrow();
  }

  private static RawHttp.Answer get(String token, String path, int status) throws IOException {
    RawHttp.Answer answer = http.get(path, "Authorization: Bearer " + token);
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    return answer;
  }

  private static String[] token(String role, String... tenants) {
    ServerClient.Answer made =
        admin.post(
            "/api/v1/tokens",
            tenants.length == 0
                ? Map.of("name", "a job", "role", role, "expires", "1h")
                : Map.of("name", "x", "role", role, "expires", "1h", "tenants", List.of(tenants)));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return new String[] {
      made.json().get("text").asText(), "token-" + made.json().at("/token/id").asText()
    };
  }

  @Test
  void whoIsRefusedIsNamedWithTheRouteAndNothingThatTheySent() throws IOException {
    RawHttp.Answer anonymous =
        http.get("/api/v1/tenants/" + MARK + "?q=" + MARK, "Authorization: Bearer " + MARK);
    assertThat(anonymous.status()).isEqualTo(401);
    AuditEntry entry = awaitEntry(requestId(anonymous));
    assertEntry(entry, "nobody", "GET /api/v1/tenants/{tenant}", "not-signed-in");
    assertThat(entry.reason()).isEqualTo("status 401, from 127.0.0.1");

    String[] viewer = token("viewer");
    entry = awaitEntry(requestId(get(viewer[0], "/api/v1/secrets", 403)));
    assertEntry(entry, viewer[1], "GET /api/v1/secrets", "not-allowed");
    assertThat(entry.reason()).isEqualTo("status 403");
    assertThat(entry.signIn()).isEqualTo("api-token");

    String[] owner = token("tenant-admin", "t001");
    entry = awaitEntry(requestId(get(owner[0], "/api/v1/tenants/t002", 404)));
    assertEntry(entry, owner[1], "GET /api/v1/tenants/{tenant}", "not-found");
    assertThat(entry.tenant()).isNull();
    entry = awaitEntry(requestId(get(owner[0], "/api/v1/stream?topics=log:R-0099/" + MARK, 404)));
    assertEntry(entry, owner[1], "GET /api/v1/stream", "not-found");

    String host = "Host: " + MARK.toLowerCase(java.util.Locale.ROOT) + ".example";
    entry = awaitEntry(requestId(http.get("/api/v1/fleet", host)));
    assertEntry(entry, "nobody", "*", "not-allowed");
    String body = "{\"token\": \"" + MARK + "\"}";
    entry = awaitEntry(requestId(http.send(MARK, "/api/v1/" + MARK, body)));
    assertEntry(entry, "nobody", "*", "not-found");
    entry =
        awaitEntry(requestId(http.send("POST", "/api/v1/set-up/look", body, "X-Dihya-Request: 1")));
    assertEntry(entry, "nobody", "POST /api/v1/set-up/look", "not-found");
    assertThat(accesses().toString()).doesNotContainIgnoringCase(MARK).doesNotContain("t002");
  }

  @Test
  void aWriteFromAForeignPageIsTheSessionsOwner() throws IOException {
    Browser browser = new Browser(server.address());
    browser.post("/api/v1/session", Map.of("token", server.signInLink().getFragment()));
    RawHttp.Answer refused =
        http.send("POST", "/api/v1/fleet/observe", "{}", "Cookie: " + browser.cookie());
    assertThat(refused.status()).isEqualTo(403);
    assertEntry(
        awaitEntry(requestId(refused)), "local-admin", "POST /api/v1/fleet/observe", "not-allowed");
  }

  @Test
  void whatWasDownloadedIsThereWithWhoHasIt() throws IOException {
    String[] auditor = token("auditor");
    String cid = admin.get("/api/v1/archives").json().at("/items/0/cid").asText();
    for (String path :
        List.of(
            "/api/v1/archives/" + cid,
            "/api/v1/rollouts/" + rollout + "/report",
            "/api/v1/rollouts/" + rollout + "/runs/t001/log")) {
      AuditEntry entry = awaitEntry(requestId(get(auditor[0], path + "?lang=en", 200)));
      assertEntry(entry, auditor[1], path, "ok");
      assertThat(entry.action()).isEqualTo("access.download");
      assertThat(entry.tenant()).isEqualTo(path.endsWith("log") ? "t001" : null);
    }
    String look = requestId(get(auditor[0], "/api/v1/rollouts/" + rollout, 200));
    get(auditor[0], "/api/v1/archives/" + cid + "x", 400);
    awaitEntry(requestId(get(auditor[0], "/api/v1/secrets", 403)));
    assertThat(accesses()).extracting(AuditEntry::requestId).doesNotContain(look);
  }

  /** The server is closed before the minute is over, and keeps what it had counted. */
  @Test
  void aThousandRefusalsAreTwoEntries(@TempDir Path elsewhere) throws IOException {
    try (DihyaServer flooded = new TestWorkspace(elsewhere).with(1).serve();
        ServerClient nobody = new ServerClient(flooded.address(), "dihya_nobody_none")) {
      for (int i = 0; i < 1_000; i++) {
        assertThat(nobody.get("/api/v1/tenants/x" + i).status()).isEqualTo(401);
      }
    }
    try (ControlStore store = ControlStore.open(elsewhere.resolve(".dihya/control.db"))) {
      List<AuditEntry> entries =
          new JdbiAuditLog(store)
              .newest(TenantScope.everything(), 10_000).stream()
                  .filter(entry -> entry.action().equals("access.refused"))
                  .toList();
      assertThat(entries).hasSizeBetween(2, 4);
      assertThat(entries.getFirst().reason()).contains("more within a minute");
    }
  }
}
