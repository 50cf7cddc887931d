package eu.dihya.api;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.app.RawHttp;
import eu.dihya.security.Role;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no browser sends. */
class OddRequestsTest {
  @TempDir static Path directory;
  private static ServedApi api;

  @BeforeAll
  static void serve() {
    api = new ServedApi(directory, Listening.loopback(0));
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static RawHttp.Answer raw(String request) throws IOException {
    try (Socket socket = api.connect()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return RawHttp.parse(
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static void assertRefused(RawHttp.Answer answer, int status) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).contains("application/problem+json");
    assertThat(answer.header("Content-Security-Policy").orElse(""))
        .startsWith("default-src 'none'; ")
        .contains("base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "*", "http", "data:", "blob:");
    assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.header("Referrer-Policy")).contains("no-referrer");
    assertThat(answer.header("Cross-Origin-Opener-Policy")).contains("same-origin");
    assertThat(answer.header("Cross-Origin-Resource-Policy")).contains("same-origin");
    assertThat(answer.header("Permissions-Policy").orElse("")).contains("camera=()");
    assertThat(answer.header("X-Request-Id")).isPresent();
    assertThat(answer.header("Server")).isEmpty();
    assertThat(answer.header("Set-Cookie")).isEmpty();
    assertThat(answer.json().get("status").asInt()).isEqualTo(status);
    assertThat(answer.body()).doesNotContain("Exception", "java.", "io.vertx", "io.netty", "\\tat");
  }

  @ParameterizedTest
  @CsvSource({
    "TRACE /, 405",
    "TRACE /api/v1/fleet, 405",
    "TRACK /, 405",
    "FOO /, 405",
    "PUT /index.html, 405",
    "DELETE /, 405",
    "OPTIONS /, 405",
    "CONNECT /, 405",
    "PROPFIND /api/v1/no, 404"
  })
  void oddMethodsAreNotPossible(String line, int status) throws IOException {
    String[] parts = line.split(" ");
    assertRefused(api.http().send(parts[0], parts[1], "", "Cookie: secret=1"), status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/1.1 x\r\nHost: 127.0.0.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nno header\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX\0Y: 1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
        "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n",
        "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: [\r\nConnection: close\r\n\r\n",
        "GET /%00 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
        "GET /a%0d%0aSet-Cookie:%20x=1.js HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
      })
  void whatIsNoRequestIsRefused(String request) throws IOException {
    assertRefused(raw(request), 400);
  }

  @Test
  void whoNamesNoServerOrAnotherIsNotServed() throws IOException {
    assertRefused(raw("GET / HTTP/1.0\r\n\r\n"), 421);
    assertRefused(
        raw("CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), 404);
    assertThat(raw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").status()).isEqualTo(501);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/%00.js",
        "/assets/x.js%00.css",
        "/assets/%2e%2e/%2e%2e/eu/dihya/Main.class",
        "/assets/%252e%252e/%252e%252e/eu/dihya/Main.class",
        "/assets/..%5c..%5ceu%5cdihya%5cMain.class",
        "/assets/..\\..\\eu\\dihya\\Main.class",
        "/assets/..%c0%af..%c0%afetc/passwd",
        "/%2e%2e/openapi.yaml",
        "/..%00/..%00/Main.class",
        "/assets//..//..//Main.class",
        "/file:///etc/passwd",
        "/%ff%fe.js"
      })
  void noPathLeadsOutOfThePages(String path) throws IOException {
    RawHttp.Answer answer = api.http().get(path);
    if (answer.status() == 200) {
      assertThat(answer.body()).isEqualTo(api.http().get("/").body()).contains("<!doctype html>");
    } else {
      assertRefused(answer, path.matches("(?i).*%0[0ad].*") ? 400 : 404);
    }
  }

  @Test
  void aLineBreakInAParameterIsNoHeader() throws IOException {
    String viewer = api.bearer(Role.VIEWER);
    for (String path :
        List.of(
            "/api/v1/stream?topics=x%0d%0aSet-Cookie:%20x=1",
            "/api/v1/no%0d%0aSet-Cookie:%20x=1", "/api/v1/no%0aSet-Cookie:%20x=1")) {
      RawHttp.Answer answer = api.http().get(path, viewer);
      assertRefused(answer, 400);
      assertThat(answer.headers()).noneMatch(line -> line.contains("x=1"));
    }
  }
}
