package eu.dihya.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import eu.dihya.app.RawHttp;
import eu.dihya.security.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is believed of a proxy that is trusted, and of one that is not. */
class ProxyTest {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final String CLIENT = "X-Forwarded-For: 203.0.113.9";
  private static final String HTTPS = "X-Forwarded-Proto: https";
  private static final String PUBLIC = "X-Forwarded-Host: dihya.example";

  @TempDir static Path shared;
  private static ServedApi api;
  private static RawHttp http;

  /** Behind a proxy at 127.0.0.1, known as https://dihya.example. */
  @BeforeAll
  static void serve() {
    api = serve(shared, ServedApi.trusting("127.0.0.1", "10.0.0.0/8"), 1_000);
    http = api.http();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static ServedApi serve(Path directory, TrustedProxies proxies, int calls) {
    WebLimits limits =
        new WebLimits(LONG, LONG, LONG, 100, 10, calls, Duration.ofMillis(1_500), LONG);
    Optional<URI> url = Optional.of(URI.create("https://dihya.example"));
    return new ServedApi(
        directory, new Listening("127.0.0.1", 0, Optional.empty(), proxies, url, false, limits));
  }

  private static String viewer() {
    return api.bearer(Role.VIEWER);
  }

  private static RawHttp.Answer signIn(String... headers) throws IOException {
    return signIn(api, headers);
  }

  private static RawHttp.Answer signIn(ServedApi api, String... headers) throws IOException {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("X-Dihya-Request: 1");
    String body = "{\"token\":\"" + api.signIns.newLink() + "\"}";
    return api.http().send("POST", "/api/v1/session", body, all.toArray(String[]::new));
  }

  @Test
  void overTlsTheCookieHoldsToItsHost() throws IOException {
    RawHttp.Answer answer = signIn(CLIENT, HTTPS, PUBLIC);
    String cookie = answer.header("Set-Cookie").orElseThrow();
    assertThat(cookie)
        .startsWith("__Host-dihya_session=")
        .contains("; Path=/", "; HttpOnly", "; SameSite=Strict", "; Secure")
        .doesNotContain("Domain");
    String pair = cookie.split(";")[0];
    assertThat(http.get("/api/v1/session", "Cookie: " + pair, HTTPS, PUBLIC).status())
        .isEqualTo(200);
    // What another host or plain HTTP could have set is no session.
    String tossed = "Cookie: " + pair.replace("__Host-", "");
    assertThat(http.get("/api/v1/session", tossed, HTTPS, PUBLIC).status()).isEqualTo(401);
    assertThat(http.get("/api/v1/session", "Cookie: " + pair).status()).isEqualTo(401);
    RawHttp.Answer out =
        http.send(
            "DELETE",
            "/api/v1/session",
            "",
            "Cookie: " + pair,
            HTTPS,
            PUBLIC,
            "X-Dihya-Request: 1");
    assertThat(out.header("Set-Cookie").orElseThrow())
        .startsWith("__Host-dihya_session=;")
        .contains("; Secure", "; Max-Age=0");
  }

  @Test
  void strictTransportIsForThoseWhoCameOverTls() throws IOException {
    for (String path : List.of("/", "/api/v1/fleet", "/api/v1/no", "/assets/no.js", "/%")) {
      assertThat(http.get(path, HTTPS, PUBLIC).header("Strict-Transport-Security"))
          .as(path)
          .contains("max-age=31536000");
      assertThat(http.get(path).header("Strict-Transport-Security")).as(path).isEmpty();
    }
    assertThat(http.get("/", HTTPS, "Host: localhost").header("Strict-Transport-Security"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://dihya.example, same-origin, 200",
    "https://dihya.example:443, , 200",
    "HTTPS://DIHYA.EXAMPLE, , 200",
    ", same-origin, 200",
    ", , 200",
    "http://dihya.example, , 403",
    "https://dihya.example:8443, , 403",
    "https://dihya.example.evil.example, , 403",
    "https://evil.example, , 403",
    "https://dihya.example, cross-site, 403",
    "https://dihya.example, same-site, 403",
    "https://dihya.example, none, 403",
    "null, , 403",
    "http://[, , 403",
    ", cross-site, 403"
  })
  void aWriteComesFromTheOwnPages(String origin, String site, int status) throws IOException {
    String session = signIn(CLIENT, HTTPS, PUBLIC).header("Set-Cookie").orElseThrow();
    List<String> headers =
        new ArrayList<>(
            List.of("Cookie: " + session.split(";")[0], CLIENT, HTTPS, "X-Dihya-Request: 1"));
    // A proxy that passes its own name on, and the public one by configuration alone.
    headers.add("Host: 127.0.0.1:8080");
    if (origin != null) {
      headers.add("Origin: " + origin);
    }
    if (site != null) {
      headers.add("Sec-Fetch-Site: " + site);
    }
    String[] all = headers.toArray(String[]::new);
    assertThat(http.send("POST", ServedApi.PLANS, "{}", all).status()).isEqualTo(status);
    String[] without = Arrays.copyOf(all, all.length);
    without[3] = "X-Other: 1";
    assertThat(http.send("POST", ServedApi.PLANS, "{}", without).status()).isEqualTo(403);
  }

  @Test
  void signingInIsAWriteToo() throws IOException {
    assertThat(signIn(CLIENT, HTTPS, PUBLIC, "Origin: https://evil.example").status())
        .isEqualTo(403);
  }

  @Test
  void whoComesInClearFromElsewhereIsRefused() throws IOException {
    RawHttp.Answer answer = http.get("/api/v1/fleet", CLIENT, PUBLIC, viewer());
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.json().get("detail").asText()).contains("https");
    assertThat(http.get("/", CLIENT, PUBLIC, "X-Forwarded-Proto: http").status()).isEqualTo(403);
    assertThat(http.get("/healthz/live", CLIENT).status()).isEqualTo(200);
    assertThat(http.get("/api/v1/fleet", viewer()).status()).isEqualTo(200);
  }

  @Test
  void nobodyElseIsBelieved(@TempDir Path directory) throws IOException {
    try (ServedApi other = serve(directory, ServedApi.trusting("10.0.0.0/8"), 1_000)) {
      RawHttp direct = other.http();
      // Were it believed, it would be refused as coming in clear from elsewhere.
      assertThat(direct.get("/", CLIENT).status()).isEqualTo(200);
      assertThat(direct.get("/", PUBLIC, "Host: evil.example").status()).isEqualTo(421);
      assertThat(direct.get("/", "X-Forwarded-Host: evil.example").status()).isEqualTo(200);
      assertThat(direct.get("/", HTTPS).header("Strict-Transport-Security")).isEmpty();
      assertThat(signIn(other, HTTPS).header("Set-Cookie").orElseThrow())
          .startsWith("dihya_session=")
          .doesNotContain("Secure");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "dihya.example, 200",
    "DIHYA.example:8443, 200",
    "localhost, 200",
    "127.0.0.1:1, 200",
    "evil.example, 421",
    "dihya.example.evil.example, 421",
    "10.0.0.1, 421",
    "0.0.0.0, 421"
  })
  void theServerAnswersToItsOwnNames(String host, int status) throws IOException {
    assertThat(http.get("/", CLIENT, HTTPS, "Host: " + host).status()).isEqualTo(status);
    assertThat(http.get("/", CLIENT, HTTPS, "X-Forwarded-Host: " + host).status())
        .isEqualTo(status);
  }

  @Test
  void eachClientHasCallsOfItsOwn(@TempDir Path directory) throws IOException {
    try (ServedApi few = serve(directory, ServedApi.trusting("127.0.0.1", "10.0.0.0/8"), 5)) {
      String first = "X-Forwarded-For: 198.51.100.1, 203.0.113.9, 10.0.0.1";
      for (int call = 0; call < 5; call++) {
        assertThat(called(few, first).status()).isEqualTo(401);
      }
      // The same client with another beginning of the chain, which it may write as it likes.
      RawHttp.Answer refused = called(few, "X-Forwarded-For: 127.0.0.1, 203.0.113.9");
      assertThat(refused.status()).as(refused.body()).isEqualTo(429);
      assertThat(refused.header("Retry-After")).contains("1");
      assertThat(refused.header("Content-Type")).contains("application/problem+json");
      assertThat(called(few, "X-Forwarded-For: [2001:db8::7]:4711").status()).isEqualTo(401);
      assertThat(few.http().get("/", first, HTTPS, PUBLIC).status()).isEqualTo(200);
      await().until(() -> called(few, first).status() == 401);
      for (int call = 0; call < 10; call++) {
        assertThat(few.http().get("/api/v1/session").status()).isEqualTo(401);
      }
    }
  }

  private static RawHttp.Answer called(ServedApi api, String client) throws IOException {
    return api.http().get("/api/v1/session", client, HTTPS, PUBLIC);
  }

  @Test
  void metricsAreForThoseWhoMayReadSettingsWhereOthersCanReachThem() throws IOException {
    assertThat(http.get("/metrics").status()).isEqualTo(401);
    assertThat(http.get("/metrics", viewer()).status()).isEqualTo(403);
    assertThat(http.get("/metrics", api.bearer(Role.AUDITOR)).body()).isEqualTo("metrics\n");
    assertThat(http.get("/metrics", api.bearer(Role.AUDITOR), CLIENT, HTTPS, PUBLIC).status())
        .isEqualTo(200);
  }

  @Test
  void oneCustomerOfIpv6IsOneNetwork() {
    assertThat(network("2001:db8:1:2:3::4")).isEqualTo(network("2001:db8:1:2::"));
    assertThat(network("2001:db8:1:2::")).isNotEqualTo(network("2001:db8:1:3::"));
    assertThat(network("203.0.113.9")).isNotEqualTo(network("203.0.113.8"));
  }

  private static String network(String address) {
    return ClientAddress.network(InetAddress.ofLiteral(address));
  }
}
