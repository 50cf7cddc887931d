package eu.dihya.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import eu.dihya.security.Totp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People with accounts, as their browsers see the server. */
class AccountsIT {
  private static final String PASSWORD = "violet harbour nine lanterns";
  private static final Totp TOTP = new Totp();

  @TempDir static Path directory;
  private static DihyaServer server;
  private static Browser admin;

  /** Somebody who has signed in with a second factor. */
  private record Enrolled(Browser browser, String secret, List<String> codes) {}

  @BeforeAll
  static void start() throws IOException {
    server = new TestWorkspace(directory).with(2).serve();
    admin = new Browser(server.address());
    assertThat(
            admin
                .post("/api/v1/session", Map.of("token", server.signInLink().getFragment()))
                .status())
        .isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void assertProblem(RawHttp.Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.json().get("code").asText()).isEqualTo(code);
  }

  private static RawHttp.Answer done(RawHttp.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isBetween(200, 204);
    return answer;
  }

  private static Browser setUp(String name, String role) throws IOException {
    JsonNode invitation =
        done(admin.post("/api/v1/people", Map.of("name", name, "role", role))).json();
    Browser browser = new Browser(server.address());
    String token = invitation.get("token").asText();
    RawHttp.Answer meant = done(browser.post("/api/v1/set-up/look", Map.of("token", token)));
    assertThat(meant.json().get("name").asText()).isEqualTo(name);
    done(browser.post("/api/v1/set-up", Map.of("token", token, "password", PASSWORD)));
    assertProblem(
        browser.post("/api/v1/set-up", Map.of("token", token, "password", PASSWORD)),
        404,
        "not-found");
    return browser;
  }

  private static Enrolled enrol(Browser browser) throws IOException {
    JsonNode begun = done(browser.post("/api/v1/account/second-factor", Map.of())).json();
    String secret = begun.get("secret").asText();
    assertThat(begun.get("uri").asText()).contains(secret);
    String before = browser.cookie();
    JsonNode codes =
        done(browser.post("/api/v1/account/second-factor/confirm", Map.of("code", code(secret, 0))))
            .json();
    assertThat(browser.cookie()).isNotEqualTo(before);
    return new Enrolled(
        browser, secret, codes.get("codes").valueStream().map(JsonNode::asText).toList());
  }

  /** The code of a step from now; a later one is good where the one of now was used. */
  private static String code(String secret, int steps) {
    return TOTP.code(secret, Instant.now().plusSeconds(30L * steps));
  }

  @Test
  void nothingWorksButOnesAccountUntilTheSecondFactorIsThere() throws IOException {
    Browser omar = setUp("omar", "operator");
    assertThat(omar.get("/api/v1/session").json().get("stage").asText()).isEqualTo("enrol");
    assertProblem(omar.get("/api/v1/fleet"), 403, "not-allowed");
    assertProblem(omar.get("/api/v1/stream?topics=fleet"), 403, "not-allowed");
    assertThat(omar.get("/api/v1/account").json().get("secondFactorNeeded").asBoolean()).isTrue();
    assertProblem(
        omar.post("/api/v1/account/second-factor/confirm", Map.of("code", "000000")),
        403,
        "not-allowed");
    Enrolled enrolled = enrol(omar);
    assertThat(enrolled.codes()).hasSize(10);
    assertThat(omar.get("/api/v1/session").json().get("stage").asText()).isEqualTo("full");
    assertThat(omar.get("/api/v1/fleet").status()).isEqualTo(200);
    assertProblem(omar.get("/api/v1/people"), 403, "not-allowed");
  }

  @Test
  void signingInTakesThePasswordAndTheCodeTogether() throws IOException {
    Enrolled lea = enrol(setUp("lea", "operator"));
    Browser elsewhere = new Browser(server.address());
    Map<String, String> password = Map.of("name", "LEA", "password", PASSWORD);
    assertProblem(elsewhere.post("/api/v1/session", password), 401, "second-factor");
    assertProblem(
        elsewhere.post(
            "/api/v1/session", Map.of("name", "lea", "password", PASSWORD, "code", "000000")),
        401,
        "not-signed-in");
    String next = code(lea.secret(), 1);
    Map<String, String> all = Map.of("name", "lea", "password", PASSWORD, "code", next);
    done(elsewhere.post("/api/v1/session", all));
    assertProblem(new Browser(server.address()).post("/api/v1/session", all), 401, "not-signed-in");
    assertThat(elsewhere.get("/api/v1/account/sessions").json().get("items")).hasSize(2);
  }

  @Test
  void sessionsEndWithTheRoleAndOneByOne() throws IOException {
    Browser ines = setUp("ines", "viewer");
    Browser elsewhere = new Browser(server.address());
    done(elsewhere.post("/api/v1/session", Map.of("name", "ines", "password", PASSWORD)));
    JsonNode sessions = ines.get("/api/v1/account/sessions").json().get("items");
    String other =
        sessions
            .valueStream()
            .filter(session -> !session.get("current").asBoolean())
            .findFirst()
            .orElseThrow()
            .get("id")
            .asText();
    done(ines.post("/api/v1/account/sessions/" + other + "/end", Map.of()));
    assertProblem(elsewhere.get("/api/v1/fleet"), 401, "not-signed-in");
    assertProblem(
        ines.post("/api/v1/account/sessions/" + other + "/end", Map.of()), 404, "not-found");
    done(admin.post("/api/v1/people/ines/role", Map.of("role", "auditor")));
    assertProblem(ines.get("/api/v1/fleet"), 401, "not-signed-in");
    done(ines.post("/api/v1/session", Map.of("name", "ines", "password", PASSWORD)));
    done(admin.post("/api/v1/people/ines/state", Map.of("state", "suspended")));
    assertProblem(ines.get("/api/v1/fleet"), 401, "not-signed-in");
    assertProblem(
        ines.post("/api/v1/session", Map.of("name", "ines", "password", PASSWORD)),
        401,
        "not-signed-in");
  }

  @Test
  void anotherRoleLeavesThePersonTheirTenantsUnlessItSaysOthers() throws IOException {
    done(
        admin.post(
            "/api/v1/people",
            Map.of("name", "tina", "role", "tenant-admin", "tenants", List.of("t001"))));
    JsonNode viewer = done(admin.post("/api/v1/people/tina/role", Map.of("role", "viewer"))).json();
    assertThat(viewer.get("tenants")).hasToString("[\"t001\"]");
    JsonNode ofAll =
        done(admin.post("/api/v1/people/tina/role", Map.of("role", "viewer", "tenants", List.of())))
            .json();
    assertThat(ofAll.has("tenants")).isFalse();
    assertProblem(
        admin.post("/api/v1/people/tina/role", Map.of("role", "tenant-admin")), 400, "usage");
    assertProblem(
        admin.post(
            "/api/v1/people/tina/role", Map.of("role", "viewer", "tenants", List.of("none"))),
        400,
        "usage");
  }

  @Test
  void whoSignsInAgainInABrowserEndsTheSessionThatWasThere() throws IOException {
    Browser zoe = setUp("zoe", "viewer");
    String before = zoe.cookie();
    done(zoe.post("/api/v1/session", Map.of("name", "zoe", "password", PASSWORD)));
    assertThat(zoe.cookie()).isNotEqualTo(before);
    assertProblem(
        new RawHttp(server.address()).get("/api/v1/fleet", "Cookie: " + before),
        401,
        "not-signed-in");
  }

  @Test
  void aNewPasswordEndsTheOtherSessionsAndTheOldPassword() throws IOException {
    Browser noor = setUp("noor", "viewer");
    Browser elsewhere = new Browser(server.address());
    done(elsewhere.post("/api/v1/session", Map.of("name", "noor", "password", PASSWORD)));
    String path = "/api/v1/account/password";
    String other = "seven quiet tram depots";
    assertProblem(
        noor.post(path, Map.of("current", "wrong", "password", other)), 403, "not-allowed");
    assertProblem(noor.post(path, Map.of("current", PASSWORD, "password", "short")), 400, "usage");
    done(noor.post(path, Map.of("current", PASSWORD, "password", other)));
    assertThat(noor.get("/api/v1/fleet").status()).isEqualTo(200);
    assertProblem(elsewhere.get("/api/v1/fleet"), 401, "not-signed-in");
    assertProblem(
        elsewhere.post("/api/v1/session", Map.of("name", "noor", "password", PASSWORD)),
        401,
        "not-signed-in");
  }

  @Test
  void signingOutEndsTheSessionAndTheCookieIsAnotherAfterAStepUp() throws IOException {
    Enrolled sana = enrol(setUp("sana", "operator"));
    String before = sana.browser().cookie();
    assertProblem(
        sana.browser().post("/api/v1/session/step-up", Map.of("code", "123")), 403, "not-allowed");
    done(sana.browser().post("/api/v1/session/step-up", Map.of("code", code(sana.secret(), 1))));
    assertThat(sana.browser().cookie()).isNotEqualTo(before);
    assertProblem(
        new RawHttp(server.address()).get("/api/v1/fleet", "Cookie: " + before),
        401,
        "not-signed-in");
    done(sana.browser().signOut());
    assertProblem(sana.browser().get("/api/v1/fleet"), 401, "not-signed-in");
  }

  @Test
  void whoHasNoAccountIsToldSo() throws IOException {
    assertProblem(admin.get("/api/v1/account"), 404, "not-found");
    assertProblem(admin.post("/api/v1/session/step-up", Map.of("code", "1")), 404, "not-found");
    assertProblem(admin.post("/api/v1/session/link", Map.of()), 403, "not-allowed");
  }

  @Test
  void aPageElsewhereSignsNobodyIn() throws IOException {
    RawHttp http = new RawHttp(server.address());
    String body = "{\"name\":\"lea\",\"password\":\"" + PASSWORD + "\"}";
    assertProblem(http.send("POST", "/api/v1/session", body), 403, "not-allowed");
    assertProblem(
        http.send(
            "POST",
            "/api/v1/session",
            body,
            "X-Dihya-Request: 1",
            "Origin: https://elsewhere.example"),
        403,
        "not-allowed");
  }

  @Test
  void nonsenseIsRefusedInWords() throws IOException {
    Browser nobody = new Browser(server.address());
    assertProblem(nobody.post("/api/v1/session", Map.of()), 400, "usage");
    assertProblem(nobody.post("/api/v1/session", Map.of("name", "x")), 400, "usage");
    assertProblem(nobody.post("/api/v1/set-up/look", Map.of("token", "")), 404, "not-found");
    assertProblem(admin.post("/api/v1/people", Map.of("name", "x", "role", "king")), 400, "usage");
    assertProblem(
        admin.post("/api/v1/people", Map.of("name", "a\r\nb", "role", "viewer")), 400, "usage");
    assertProblem(
        admin.post("/api/v1/people/nobody/role", Map.of("role", "viewer")), 404, "not-found");
    setUp("twin", "viewer");
    assertProblem(
        admin.post("/api/v1/people", Map.of("name", "TWIN", "role", "viewer")), 409, "conflict");
  }
}
