package eu.dihya.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, and what is answered to those who do not, or who send nonsense. */
class GateIT {
  @TempDir static Path directory;
  private static DihyaServer server;
  private static RawHttp http;

  @BeforeAll
  static void start() throws IOException {
    server = new TestWorkspace(directory).with(2).serve();
    http = new RawHttp(server.address());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String bearer() {
    return "Authorization: Bearer " + server.bearer();
  }

  private static RawHttp.Answer signIn(String token) throws IOException {
    return http.send(
        "POST", "/api/v1/session", "{\"token\":\"" + token + "\"}", "X-Dihya-Request: 1");
  }

  private static String cookie() throws IOException {
    RawHttp.Answer answer = signIn(server.signInLink().getFragment());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return "Cookie: " + answer.header("Set-Cookie").orElseThrow().split(";")[0];
  }

  private static void assertProblem(RawHttp.Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).contains("application/problem+json");
    assertThat(answer.json().get("status").asInt()).isEqualTo(status);
    assertThat(answer.json().get("code").asText()).isEqualTo(code);
    assertThat(answer.json().get("requestId").asText())
        .isEqualTo(answer.header("X-Request-Id").orElseThrow())
        .hasSize(36);
    assertThat(answer.body())
        .doesNotContain(
            "java.", "eu.dihya", "com.fasterxml", "Exception", "\\tat ", "StreamReadFeature");
  }

  @Test
  void nobodyGetsInWithoutSigningIn() throws IOException {
    assertProblem(http.get("/api/v1/fleet"), 401, "not-signed-in");
    assertProblem(
        http.get("/api/v1/fleet", "Authorization: Bearer nonsense"), 401, "not-signed-in");
    assertProblem(
        http.get("/api/v1/fleet", "Cookie: dihya_session=nonsense"), 401, "not-signed-in");
    assertProblem(http.get("/api/v1/stream?topics=fleet"), 401, "not-signed-in");
    assertProblem(
        http.send("POST", "/api/v1/plans", "{}", "X-Dihya-Request: 1"), 401, "not-signed-in");
    assertThat(http.get("/api/v1/fleet", bearer()).status()).isEqualTo(200);
  }

  @Test
  void aLinkSignsInOnceWithACookieForThisSiteAlone() throws IOException {
    String token = server.signInLink().getFragment();
    RawHttp.Answer answer = signIn(token);
    assertThat(answer.json().at("/principal/role").asText()).isEqualTo("platform-admin");
    String cookie = answer.header("Set-Cookie").orElseThrow();
    assertThat(cookie)
        .startsWith("dihya_session=")
        .contains("; Path=/", "; HttpOnly", "; SameSite=Strict")
        .doesNotContain("Domain");
    assertProblem(signIn(token), 401, "not-signed-in");
    assertProblem(signIn("guessed"), 401, "not-signed-in");
    String session = "Cookie: " + cookie.split(";")[0];
    assertThat(http.get("/api/v1/session", session).json().at("/principal/name").asText())
        .isEqualTo("administrator");
    assertThat(http.send("DELETE", "/api/v1/session", "", session, "X-Dihya-Request: 1").status())
        .isEqualTo(204);
    assertProblem(http.get("/api/v1/session", session), 401, "not-signed-in");
  }

  @Test
  void aWriteOfAForeignPageIsRefused() throws IOException {
    String session = cookie();
    String own = "Origin: " + server.address();
    assertProblem(http.send("POST", "/api/v1/fleet/observe", "{}", session), 403, "not-allowed");
    assertProblem(
        http.send(
            "POST",
            "/api/v1/fleet/observe",
            "{}",
            session,
            "X-Dihya-Request: 1",
            "Origin: http://evil.example"),
        403,
        "not-allowed");
    assertProblem(
        http.send(
            "POST", "/api/v1/fleet/observe", "{}", session, "X-Dihya-Request: 1", "Origin: null"),
        403,
        "not-allowed");
    assertProblem(http.send("DELETE", "/api/v1/session", "", session, own), 403, "not-allowed");
    assertThat(
            http.send("POST", "/api/v1/fleet/observe", "{}", session, "X-Dihya-Request: 1", own)
                .status())
        .isEqualTo(200);
    assertThat(http.send("POST", "/api/v1/fleet/observe", "{}", bearer()).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "10.0.0.1"})
  void aForeignNameForThisServerIsRefused(String host) throws IOException {
    for (String path : List.of("/", "/api/v1/fleet", "/metrics", "/healthz/live", "/assets/x.js")) {
      RawHttp.Answer answer = http.get(path, "Host: " + host, bearer());
      assertThat(answer.status()).as(path).isEqualTo(421);
      assertThat(answer.header("Content-Security-Policy")).isPresent();
    }
    assertThat(http.get("/healthz/live", "Host: LOCALHOST:1").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/rollouts/R-0001",
        "/index.html",
        "/assets/no.js",
        "/api",
        "/api/",
        "/api/v1/no",
        "/api/v1/fleet",
        "/metrics",
        "/healthz/live",
        "/healthz/ready",
        "/api/v1/openapi.yaml",
        "/%",
        "/x?y=%zz"
      })
  void everyAnswerHasTheHeadersThatKeepForeignThingsOut(String path) throws IOException {
    RawHttp.Answer answer = http.get(path);
    assertThat(answer.header("Content-Security-Policy").orElse(""))
        .as(path + answer)
        .contains("default-src 'none'", "frame-ancestors 'none'");
    assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.header("X-Request-Id")).isPresent();
    assertThat(answer.status()).as(answer.body()).isLessThan(500);
  }

  @Test
  void pagesAreForPeopleAndTheApiIsForPrograms() throws IOException {
    for (String path : List.of("/", "/rollouts/R-0001", "/tenants/acme.example", "/sign-in")) {
      RawHttp.Answer page = http.get(path);
      assertThat(page.status()).as(path).isEqualTo(200);
      assertThat(page.header("Content-Type")).contains("text/html; charset=utf-8");
      assertThat(page.header("Cache-Control")).contains("no-cache");
    }
    assertProblem(http.get("/api/v1/nonsense", bearer()), 404, "not-found");
    assertProblem(http.get("/api", bearer()), 404, "not-found");
    assertProblem(http.get("/assets/nonsense.js"), 404, "not-found");
    assertThat(http.get("/assets/nonsense.js").header("Cache-Control")).contains("no-store");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../",
        "/assets/../../",
        "/assets/..%2f..%2f",
        "/%2e%2e/%2e%2e/",
        "/assets/..%5c..%5c",
        "/..;/",
        "//",
        "/assets/....//"
      })
  void noPathLeadsOutOfThePages(String prefix) throws IOException {
    for (String file :
        List.of(
            "etc/passwd",
            "eu/dihya/Main.class",
            "eu/dihya/store/schema/001.sql",
            "META-INF/MANIFEST.MF",
            ".dihya/server.json",
            "pom.xml")) {
      RawHttp.Answer answer = http.get(prefix + file);
      assertThat(answer.status()).as(prefix + file).isIn(200, 400, 404);
      assertThat(answer.body())
          .as(prefix + file)
          .doesNotContain("root:", "CREATE TABLE", "Manifest-Version", server.bearer(), "<project");
      if (answer.status() == 200) {
        assertThat(answer.body()).as(prefix + file).isEqualTo(http.get("/").body());
      }
    }
  }

  @Test
  void headAndOptionsAreSensible() throws IOException {
    for (String path :
        List.of(
            "/",
            "/healthz/live",
            "/healthz/ready",
            "/metrics",
            "/api/v1/fleet",
            "/api/v1/openapi.yaml")) {
      RawHttp.Answer answer = http.send("HEAD", path, "", bearer());
      assertThat(answer.status()).as(path).isEqualTo(200);
      assertThat(answer.body()).as(path).isEmpty();
    }
    RawHttp.Answer options = http.send("OPTIONS", "/api/v1/tenants", "", bearer());
    assertProblem(options, 405, "usage");
    assertThat(options.header("Allow")).contains("GET, POST");
    assertThat(options.header("Access-Control-Allow-Origin")).isEmpty();
    assertProblem(http.send("DELETE", "/api/v1/tenants/t001", "", bearer()), 405, "usage");
    assertProblem(http.send("POST", "/", "", bearer()), 405, "usage");
    assertProblem(http.send("TRACE", "/metrics", "", bearer()), 405, "usage");
  }

  @Test
  void aBodyOfMoreThanOneMebibyteIsRefused() throws IOException {
    String body = "{\"select\":\"" + "x".repeat(1 << 20) + "\"}";
    assertProblem(http.send("POST", "/api/v1/plans", body, bearer()), 413, "usage");
  }

  static Stream<List<String>> badBodies() {
    return Stream.of(
        List.of("/api/v1/plans", "{", "line 1, column 2"),
        List.of("/api/v1/plans", "{'a':1}", "line 1, column 2"),
        List.of("/api/v1/plans", "nonsense", "no valid JSON"),
        List.of("/api/v1/plans", "{} {}", "the body"),
        List.of("/api/v1/plans", "null", "must be an object, not null"),
        List.of("/api/v1/plans", "[]", "the body must be an object"),
        List.of("/api/v1/plans", "7", "the body must be an object"),
        List.of(
            "/api/v1/plans", "{\"selct\":\"\"}", "unknown field 'selct' (did you mean 'select'?)"),
        List.of("/api/v1/plans", "{\"select\":5}", "field 'select' must be a text"),
        List.of("/api/v1/plans", "{\"select\":{}}", "field 'select' must be a text"),
        List.of("/api/v1/plans", "{\"select\":\"a\",\"select\":\"b\"}", "no valid JSON"),
        List.of(
            "/api/v1/plans",
            "{\"allowOutOfOrder\":\"yes\"}",
            "field 'allowOutOfOrder' must be true or false"),
        List.of(
            "/api/v1/plans",
            "{\"allowOutOfOrder\":1}",
            "field 'allowOutOfOrder' must be true or false"),
        List.of(
            "/api/v1/plans",
            "{\"strategy\":{\"onFailure\":\"pauze\"}}",
            "field 'strategy.onFailure' must be one of pause, drain, abort"),
        List.of(
            "/api/v1/plans",
            "{\"strategy\":{\"parallel\":{\"total\":0}}}",
            "parallel limits are at least 1"),
        List.of(
            "/api/v1/plans",
            "{\"strategy\":{\"parallel\":{\"total\":\"4\"}}}",
            "field 'strategy.parallel.total' must be a whole number"),
        List.of(
            "/api/v1/plans",
            "{\"strategy\":{\"parallel\":{\"total\":1.5}}}",
            "field 'strategy.parallel.total' must be a whole number"),
        List.of(
            "/api/v1/plans",
            "{\"strategy\":{\"dwell\":\"10 minutes\"}}",
            "'10 minutes' is no duration"),
        List.of("/api/v1/plans", "{\"strategy\":{\"waves\":[{\"percent\":200}]}}", "from 1 to 100"),
        List.of(
            "/api/v1/plans",
            "{\"strategy\":{\"waves\":[{}]}}",
            "exactly one of select, count and percent"),
        List.of("/api/v1/plans", "{\"strategy\":{\"waves\":[null]}}", "waves"),
        List.of(
            "/api/v1/plans",
            "{\"strategy\":{\"waves\":[{\"percent\":50},{\"percent\":10}]}}",
            "cannot fall"),
        List.of(
            "/api/v1/plans",
            "{\"strategy\":{\"failureBudget\":{\"total\":\"2 percent\"}}}",
            "is no failure budget"),
        List.of("/api/v1/plans", "{\"select\":\"secto=health\"}", "1:1"),
        List.of("/api/v1/plans", "{\"select\":\"sector=health engine!sqlite\"}", "1:15"),
        List.of("/api/v1/plans", "{\"select\":\"sector=none\"}", "no tenant fits 'sector=none'"),
        List.of("/api/v1/rollouts", "{}", "field 'plan' is missing"),
        List.of("/api/v1/rollouts", "{\"plan\":null}", "field 'plan' is missing"),
        List.of("/api/v1/migrations", "{}", "field 'description' is missing"),
        List.of(
            "/api/v1/migrations", "{\"description\":\"x\",\"engine\":\"postgres\"}", "postgresql"),
        List.of("/api/v1/session", "{}", "field 'name' is missing"));
  }

  @ParameterizedTest
  @MethodSource("badBodies")
  void aBadBodyIsOneClearMessage(List<String> wrong) throws IOException {
    RawHttp.Answer answer =
        http.send("POST", wrong.get(0), wrong.get(1), bearer(), "X-Dihya-Request: 1");
    assertProblem(answer, 400, "usage");
    String said = answer.json().get("detail").asText() + answer.json().get("problems");
    assertThat(said).contains(wrong.get(2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/tenants?limit=0",
        "/api/v1/tenants?limit=x",
        "/api/v1/tenants?limit=1001",
        "/api/v1/fleet?select=%5B%5D",
        "/api/v1/stream?topics=flet",
        "/api/v1/stream?topics=,",
        "/api/v1/tenants?select=sector"
      })
  void aBadParameterIsOneClearMessage(String path) throws IOException {
    assertProblem(http.get(path, bearer()), 400, "usage");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/plans/P-0099",
        "/api/v1/plans/R-0001",
        "/api/v1/plans/x",
        "/api/v1/rollouts/P-0001",
        "/api/v1/rollouts/R-00001",
        "/api/v1/rollouts/R-0099/runs",
        "/api/v1/tenants/t999",
        "/api/v1/migrations/nonsense",
        "/api/v1/stream?topics=rollout:R-0099"
      })
  void whatIsNotThereIsNotFound(String path) throws IOException {
    http.send("POST", "/api/v1/plans", "{}", bearer());
    assertProblem(http.get(path, bearer()), 404, "not-found");
  }

  @Test
  void aVersionThatIsNotThereIsNotFound() throws IOException {
    assertProblem(
        http.send("POST", "/api/v1/plans", "{\"to\":\"19990101_0000\"}", bearer()),
        404,
        "not-found");
  }

  @Test
  void anAddressOfAnArchiveThatIsNoneIsRefused() throws IOException {
    for (String cid :
        List.of(
            "x",
            "b",
            "bnonsense",
            "..%2f..%2fetc",
            "QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWnPbdG")) {
      RawHttp.Answer answer = http.get("/api/v1/archives/" + cid, bearer());
      assertThat(answer.status()).as(answer.body()).isIn(400, 404, 422);
      assertProblem(answer, answer.status(), answer.json().get("code").asText());
    }
  }
}
