package eu.dihya.app;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.app.WalkingBrowser.Answer;
import eu.dihya.security.Totp;
import eu.dihya.testing.FakeIdentityProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signing in through a provider that says what a test wants. */
class ProviderSignInIT {
  @TempDir static Path directory;
  private static FakeIdentityProvider there;
  private static DihyaServer server;
  private static WalkingBrowser admin;

  @BeforeAll
  static void start() throws IOException {
    there = new FakeIdentityProvider();
    server = serve(directory.resolve("provider"), there, "provider");
    admin = new WalkingBrowser();
    admin.post(at("/api/v1/session"), Map.of("token", server.signInLink().getFragment()));
  }

  @AfterAll
  static void stop() {
    server.close();
    there.close();
    admin.close();
  }

  @BeforeEach
  void tellTheTruth() {
    there.claims = claims -> claims;
  }

  static DihyaServer serve(Path root, FakeIdentityProvider provider, String secondFactor)
      throws IOException {
    TestWorkspace workspace = new TestWorkspace(root).with(1);
    workspace.write("secret", FakeIdentityProvider.SECRET + "\n");
    workspace.write(
        "dihya.yaml",
        """
        auth:
          oidc:
            issuer: %s
            clientId: %s
            clientSecret: file:secret
            name: Example
            secondFactor: %s
            roles: { chiefs: platform-admin, operators: operator, lookers: viewer }
        """
            .formatted(provider.issuer(), FakeIdentityProvider.CLIENT, secondFactor));
    return workspace.serve();
  }

  private static URI at(String path) {
    return server.address().resolve(path);
  }

  private static void comesAs(String subject, String name, String... groups) {
    there.claims =
        claims ->
            claims
                .subject(subject)
                .claim("preferred_username", name)
                .claim("groups", List.of(groups));
  }

  /** Goes to the provider, is let in there, and gives the address to come back to. */
  private static URI sent(WalkingBrowser browser, DihyaServer to, String query) {
    Answer gone = browser.get(to.address().resolve("/api/v1/session/oidc" + query));
    assertThat(gone.status()).as(gone.body()).isEqualTo(302);
    Map<String, List<String>> asked = FakeIdentityProvider.query(gone.location());
    String code = there.grant(gone.location());
    return URI.create(
        asked.get("redirect_uri").getFirst()
            + "?code="
            + code
            + "&state="
            + asked.get("state").getFirst());
  }

  private static Answer arrive(WalkingBrowser browser, String query) {
    return browser.get(sent(browser, server, query));
  }

  private static void assertRefused(Answer answer, String problem) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(302);
    assertThat(answer.header("Location")).isEqualTo("/sign-in?problem=" + problem);
    assertThat(answer.header("Set-Cookie")).isEmpty();
  }

  private static String id(WalkingBrowser browser) {
    return browser.get(at("/api/v1/session")).json().at("/principal/id").asText();
  }

  private static List<String> audit(String of) throws SQLException {
    List<String> found = new ArrayList<>();
    Path file = directory.resolve("provider/.dihya/control.db");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var query =
            connection.prepareStatement(
                """
                SELECT action || ', ' || sign_in || ', ' || reason || ', ' || result FROM audit
                WHERE object = ? ORDER BY sequence
                """)) {
      query.setString(1, of);
      ResultSet rows = query.executeQuery();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  @Test
  void somebodySignsInAndIsWhoTheyAreTheNextTime() throws Exception {
    assertThat(admin.get(at("/api/v1/sign-in")).json().at("/provider/name").asText())
        .isEqualTo("Example");
    comesAs("s-10", "amina", "operators");
    try (WalkingBrowser browser = new WalkingBrowser();
        WalkingBrowser elsewhere = new WalkingBrowser()) {
      Answer arrived = arrive(browser, "?to=/rollouts/R-0001?a=1%26b=2");
      assertThat(arrived.status()).as(arrived.body()).isEqualTo(200);
      assertThat(arrived.header("Set-Cookie"))
          .startsWith("dihya_session=")
          .contains("HttpOnly", "SameSite=Strict");
      assertThat(arrived.body())
          .contains("http-equiv=\"refresh\" content=\"0;url=/rollouts/R-0001?a=1&amp;b=2\"");
      var session = browser.get(at("/api/v1/session")).json();
      assertThat(session.at("/principal/name").asText()).isEqualTo("amina");
      assertThat(session.at("/principal/role").asText()).isEqualTo("operator");
      assertThat(session.get("signIn").asText()).isEqualTo("oidc");
      assertThat(session.get("stage").asText()).isEqualTo("full");
      assertThat(browser.get(at("/api/v1/fleet")).status()).isEqualTo(200);
      var account = browser.get(at("/api/v1/account")).json();
      assertThat(account.get("provider").asBoolean()).isTrue();
      arrive(elsewhere, "");
      assertThat(id(elsewhere)).isEqualTo(id(browser));
      assertThat(audit(id(browser)))
          .containsExactly(
              "account.join, oidc, role operator, ok",
              "session.open, oidc, , ok",
              "session.open, oidc, , ok");
      assertThat(
              browser
                  .post(at("/api/v1/account/password"), Map.of("current", "", "password", "x"))
                  .status())
          .isEqualTo(409);
    }
  }

  @Test
  void anotherRoleEndsTheOtherSessionsAndNoneKeepsOut() throws Exception {
    comesAs("s-11", "noor", "lookers", "operators");
    try (WalkingBrowser first = new WalkingBrowser();
        WalkingBrowser second = new WalkingBrowser()) {
      arrive(first, "");
      String noor = id(first);
      comesAs("s-11", "noor", "lookers");
      arrive(second, "");
      assertThat(first.get(at("/api/v1/fleet")).status()).isEqualTo(401);
      assertThat(second.get(at("/api/v1/session")).json().at("/principal/role").asText())
          .isEqualTo("viewer");
      comesAs("s-11", "noor", "somebody-elses");
      assertRefused(arrive(first, ""), "no-role");
      assertThat(second.get(at("/api/v1/fleet")).status()).isEqualTo(401);
      assertThat(audit(noor))
          .containsExactly(
              "account.join, oidc, role operator, ok",
              "session.open, oidc, , ok",
              "account.role, oidc, role viewer, was operator: groups, ok",
              "session.open, oidc, , ok",
              "session.refused, none, through the identity provider, no-role");
    }
  }

  @Test
  void whoIsSuspendedHereStaysOutAndTheRoleIsNotSetHere() {
    comesAs("s-12", "omar", "operators");
    try (WalkingBrowser browser = new WalkingBrowser()) {
      arrive(browser, "");
      String person = "/api/v1/people/" + id(browser);
      assertThat(admin.post(at(person + "/role"), Map.of("role", "viewer")).status())
          .isEqualTo(409);
      assertThat(admin.post(at(person + "/set-up"), Map.of()).status()).isEqualTo(409);
      Answer suspended = admin.post(at(person + "/state"), Map.of("state", "suspended"));
      assertThat(suspended.status()).as(suspended.body()).isEqualTo(200);
      assertThat(browser.get(at("/api/v1/fleet")).status()).isEqualTo(401);
      assertRefused(arrive(browser, ""), "suspended");
    }
  }

  @Test
  void theNameOfALocalAccountOpensNothing() {
    Map<String, String> local = Map.of("name", "rosa", "role", "security");
    assertThat(admin.post(at("/api/v1/people"), local).status()).isEqualTo(201);
    comesAs("s-13", "Rosa", "lookers");
    try (WalkingBrowser browser = new WalkingBrowser()) {
      arrive(browser, "");
      var principal = browser.get(at("/api/v1/session")).json().get("principal");
      assertThat(principal.get("name").asText()).matches("Rosa-[0-9a-f]{8}");
      assertThat(principal.get("role").asText()).isEqualTo("viewer");
    }
  }

  @Test
  void aStateThatIsMissingForgedReplayedOrOfAnotherBrowserIsRefused() {
    try (WalkingBrowser browser = new WalkingBrowser();
        WalkingBrowser other = new WalkingBrowser()) {
      URI back = sent(browser, server, "");
      assertRefused(other.get(back), "expired");
      sent(other, server, "");
      assertRefused(other.get(back), "expired");
      String code = "?code=" + FakeIdentityProvider.query(back).get("code").getFirst();
      assertRefused(browser.get(at(back.getPath() + code)), "expired");
      assertRefused(browser.get(at(back.getPath() + code + "&state=forged")), "expired");
      assertThat(browser.get(back).status()).isEqualTo(200);
      assertRefused(browser.get(back), "expired");
    }
  }

  @Test
  void aCodeThatWasUsedIsRefused() {
    try (WalkingBrowser browser = new WalkingBrowser();
        WalkingBrowser thief = new WalkingBrowser()) {
      URI back = sent(browser, server, "");
      assertThat(browser.get(back).status()).isEqualTo(200);
      String code = FakeIdentityProvider.query(back).get("code").getFirst();
      String own = FakeIdentityProvider.query(sent(thief, server, "")).get("state").getFirst();
      assertRefused(thief.get(at(back.getPath() + "?code=" + code + "&state=" + own)), "untrusted");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "error=access_denied&error_description=%3Cscript%3E, denied",
    "error=server_error, untrusted",
    "x=1, untrusted"
  })
  void whatTheProviderRefusesIsToldInAWord(String answer, String problem) throws Exception {
    try (WalkingBrowser browser = new WalkingBrowser()) {
      URI back = sent(browser, server, "");
      String state = FakeIdentityProvider.query(back).get("state").getFirst();
      assertRefused(browser.get(at(back.getPath() + "?" + answer + "&state=" + state)), problem);
      assertThat(audit("unknown"))
          .contains("session.refused, none, through the identity provider, " + problem);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "//evil.example, /",
    "https://evil.example, /",
    "/%5Cevil.example, /",
    "/%09/evil.example, /",
    "/a%22%3E%3Cscript%3E, /",
    "javascript:alert(1), /",
    "/tenants/t1%23runs, /tenants/t1#runs"
  })
  void onlyAPlaceOfOursIsShownAfterwards(String wanted, String shown) {
    try (WalkingBrowser browser = new WalkingBrowser()) {
      assertThat(arrive(browser, "?to=" + wanted).body())
          .contains("content=\"0;url=" + shown + "\"")
          .doesNotContain("evil", "<script");
    }
  }

  @Test
  void aStepUpGoesToTheProviderAndTakesTheOldSessionsPlace() {
    long longAgo = Instant.now().getEpochSecond() - 3600;
    there.claims =
        claims ->
            claims.subject("s-14").claim("groups", List.of("chiefs")).claim("auth_time", longAgo);
    Map<String, String> somebody = Map.of("name", "ines", "role", "viewer");
    try (WalkingBrowser browser = new WalkingBrowser()) {
      arrive(browser, "");
      Answer tooOld = browser.post(at("/api/v1/people"), somebody);
      assertThat(tooOld.json().get("code").asText()).isEqualTo("step-up");
      assertThat(browser.post(at("/api/v1/account/second-factor"), Map.of()).json().get("code"))
          .hasToString("\"step-up\"");
      Answer code = browser.post(at("/api/v1/session/step-up"), Map.of("code", "123456"));
      assertThat(code.status()).isEqualTo(403);
      assertRefused(arrive(browser, "?again=true"), "not-fresh");
      there.claims = claims -> claims.subject("s-14").claim("groups", List.of("chiefs"));
      String before = browser.cookies(server.address()).get("dihya_session");
      arrive(browser, "?again=true&to=/people");
      assertThat(browser.post(at("/api/v1/people"), somebody).status()).isEqualTo(201);
      try (WalkingBrowser old = new WalkingBrowser()) {
        old.cookies(server.address()).put("dihya_session", before);
        assertThat(old.get(at("/api/v1/fleet")).status()).isEqualTo(401);
      }
    }
  }

  @Test
  void whereTheSecondFactorIsOursItIsEnrolledAndAskedFor() throws Exception {
    comesAs("s-15", "sana", "operators");
    Totp totp = new Totp();
    FakeIdentityProvider own = there;
    try (DihyaServer here = serve(directory.resolve("here"), own, "here");
        WalkingBrowser browser = new WalkingBrowser()) {
      URI session = here.address().resolve("/api/v1/session");
      browser.get(sent(browser, here, ""));
      assertThat(browser.get(session).json().get("stage").asText()).isEqualTo("enrol");
      URI factor = here.address().resolve("/api/v1/account/second-factor");
      String secret = browser.post(factor, Map.of()).json().get("secret").asText();
      URI confirm = here.address().resolve("/api/v1/account/second-factor/confirm");
      Map<String, String> now = Map.of("code", totp.code(secret, Instant.now()));
      assertThat(browser.post(confirm, now).status()).isEqualTo(200);
      assertThat(browser.get(session).json().get("stage").asText()).isEqualTo("full");
      browser.get(sent(browser, here, ""));
      assertThat(browser.get(session).json().get("stage").asText()).isEqualTo("second-factor");
      URI fleet = here.address().resolve("/api/v1/fleet");
      assertThat(browser.get(fleet).status()).isEqualTo(403);
      assertThat(browser.post(factor, Map.of()).json().get("code")).hasToString("\"step-up\"");
      URI stepUp = here.address().resolve("/api/v1/session/step-up");
      Map<String, String> next = Map.of("code", totp.code(secret, Instant.now().plusSeconds(30)));
      assertThat(browser.post(stepUp, next).status()).isEqualTo(200);
      assertThat(browser.get(fleet).status()).isEqualTo(200);
    }
  }

  @Test
  void aProviderThatIsDownIsSaidToBeAndLocalPeopleStillGetIn() throws IOException {
    try (FakeIdentityProvider down = new FakeIdentityProvider()) {
      down.goAway();
      try (DihyaServer alone = serve(directory.resolve("alone"), down, "provider");
          WalkingBrowser browser = new WalkingBrowser()) {
        assertRefused(browser.get(alone.address().resolve("/api/v1/session/oidc")), "unreachable");
        Answer local =
            browser.post(
                alone.address().resolve("/api/v1/session"),
                Map.of("token", alone.signInLink().getFragment()));
        assertThat(local.status()).isEqualTo(200);
      }
    }
  }
}
