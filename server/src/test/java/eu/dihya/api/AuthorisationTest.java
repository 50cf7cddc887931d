package eu.dihya.api;

import static eu.dihya.base.TenantScope.everything;
import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.app.Contracts;
import eu.dihya.base.TenantScope;
import eu.dihya.security.ApiTokens;
import eu.dihya.security.Principal;
import eu.dihya.security.Role;
import eu.dihya.security.Sessions;
import eu.dihya.security.SignIns;
import eu.dihya.store.JdbiAccountStore;
import eu.dihya.store.JdbiApiTokenStore;
import eu.dihya.store.JdbiAuditLog;
import eu.dihya.store.JdbiIdempotentAnswers;
import eu.dihya.store.JdbiSessionStore;
import eu.dihya.store.Samples;
import eu.dihya.testing.RightsTable;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every route, called with a token of every role: let through exactly where the contract's
 * permission is one that the documentation gives that role. The routes are the product's, only
 * their answers are not.
 */
class AuthorisationTest {
  private static final int LET_THROUGH = 204;
  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir Path directory;
  private StreamFixture fixture;
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> tokens = new TreeMap<>();
  private JdbiApiTokenStore apiTokens;
  private ApiTokens issuer;
  private WebServer server;

  @BeforeEach
  void serve() {
    fixture = new StreamFixture(directory, 1);
    apiTokens = new JdbiApiTokenStore(fixture.control);
    issuer = new ApiTokens(apiTokens, new JdbiAccountStore(fixture.control), CLOCK);
    for (Role role : Role.ofPeople()) {
      TenantScope t1 = TenantScope.only(List.of("t1"));
      var rights = new ApiTokens.Rights(role, role.ofTenants() ? t1 : everything());
      tokens.put(role.code(), token(rights));
      tokens.put(role.code() + " of t1", token(new ApiTokens.Rights(role, t1)));
    }
    Sessions sessions = new Sessions(new JdbiSessionStore(fixture.control), CLOCK);
    var who =
        new SignInResource.Parts(
            new SignIns(sessions, issuer, CLOCK),
            sessions,
            null,
            null,
            null,
            null,
            new JdbiAuditLog(fixture.control));
    Api api = RealRoutes.over(fixture, directory);
    var idempotent = new IdempotentCalls(new JdbiIdempotentAnswers(fixture.control), CLOCK);
    WebServer.WebParts real = api.web(who, () -> "", idempotent);
    List<Endpoint> answering =
        real.endpoints().stream()
            .map(
                route ->
                    new Endpoint(
                        route.method(),
                        route.path(),
                        route.permission(),
                        route.care(),
                        call -> Reply.none()))
            .toList();
    server =
        WebServer.start(
            vertx,
            new WebServer.WebParts(
                answering,
                real.open(),
                real.stream(),
                fixture.frames,
                real.signIns(),
                sessions,
                real.system(),
                real.metrics(),
                idempotent,
                real.access()),
            Listening.loopback(0));
    server.open();
  }

  private String token(ApiTokens.Rights rights) {
    Principal admin = new Principal("p1", "somebody", Role.PLATFORM_ADMIN, "link", everything());
    ApiTokens.Issued issued = issuer.issue("a token", rights, Duration.ofHours(1), admin);
    apiTokens.add(issued.kept(), Samples.entry("token.create"));
    return issued.text();
  }

  @AfterEach
  void stop() {
    http.shutdownNow();
    server.close();
    vertx.close().await();
    fixture.close();
  }

  private HttpResponse<Void> call(String operation, String... headers)
      throws IOException, InterruptedException {
    String[] parts = operation.split(" ", 2);
    String path = parts[1].replaceAll("\\{\\w+}", "x");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .method(parts[0], HttpRequest.BodyPublishers.ofString("{}"))
            .headers(headers)
            .build();
    return http.send(request, HttpResponse.BodyHandlers.discarding());
  }

  private int status(String operation, String token) throws IOException, InterruptedException {
    return call(operation, "Authorization", "Bearer " + token).statusCode();
  }

  @Test
  void everyRouteLetsInExactlyTheRolesThatHaveItsPermission() throws Exception {
    Map<String, Set<String>> rights = RightsTable.read();
    assertThat(rights.keySet()).isEqualTo(RightsTable.roles());
    List<String> wrong = new ArrayList<>();
    int calls = 0;
    for (var operation : Contracts.read().permissions().entrySet()) {
      if (operation.getKey().equals("GET /api/v1/stream")) {
        continue;
      }
      for (String role : rights.keySet()) {
        int expected = rights.get(role).contains(operation.getValue()) ? LET_THROUGH : 403;
        int status = status(operation.getKey(), tokens.get(role));
        calls++;
        if (status != expected) {
          wrong.add("%s %s: %d, not %d".formatted(role, operation.getKey(), status, expected));
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(calls).isEqualTo((Contracts.read().permissions().size() - 1) * rights.size());
  }

  @Test
  void withCertainTenantsOnlyWhatIsBoundedByThemIsLetThrough() throws Exception {
    Set<String> bounded = Set.of("know-oneself", "read", "read-logs", "observe");
    Map<String, Set<String>> rights = RightsTable.read();
    for (var operation : Contracts.read().permissions().entrySet()) {
      if (operation.getKey().equals("GET /api/v1/stream")) {
        continue;
      }
      String needed = operation.getValue();
      for (String role : rights.keySet()) {
        boolean may = rights.get(role).contains(needed) && bounded.contains(needed);
        assertThat(status(operation.getKey(), tokens.get(role + " of t1")))
            .as(role + " of t1, " + operation.getKey())
            .isEqualTo(may ? LET_THROUGH : 403);
      }
    }
  }

  @Test
  void nobodyElseIsLetInAnywhere() throws Exception {
    String unknown = "dihya_abcdefghijkm_" + "A".repeat(43);
    for (String operation : Contracts.read().permissions().keySet()) {
      assertThat(call(operation, "Accept", "*/*").statusCode()).as(operation).isEqualTo(401);
      assertThat(status(operation, unknown)).as(operation).isEqualTo(401);
    }
  }

  @Test
  void aLogIsStreamedToThoseWhoMayReadLogs() throws Exception {
    fixture.rollout("t1");
    Map<String, Set<String>> rights = RightsTable.read();
    for (String role : rights.keySet()) {
      boolean reads = rights.get(role).contains("read-logs");
      assertThat(streamed(role, "fleet")).as(role).isEqualTo(200);
      assertThat(streamed(role, "fleet,log:R-0001/t1")).as(role).isEqualTo(reads ? 200 : 403);
      assertThat(streamed(role, "log:R-0001/nobody")).as(role).isEqualTo(reads ? 404 : 403);
    }
  }

  /** The status of a stream, which is given up at once. */
  private int streamed(String role, String topics) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.port() + "/api/v1/stream?topics=" + topics))
            .header("Authorization", "Bearer " + tokens.get(role))
            .build();
    HttpResponse<java.io.InputStream> answer =
        http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    answer.body().close();
    return answer.statusCode();
  }
}
