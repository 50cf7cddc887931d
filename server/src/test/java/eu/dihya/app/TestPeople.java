package eu.dihya.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import eu.dihya.security.Totp;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/** People with accounts and authenticators on a server of a test, each with a browser. */
final class TestPeople {
  private static final String PASSWORD = "violet harbour nine lanterns";

  private final URI server;
  private final Browser admin;

  TestPeople(DihyaServer server) throws IOException {
    this.server = server.address();
    this.admin = new Browser(this.server);
    done(admin.post("/api/v1/session", Map.of("token", server.signInLink().getFragment())));
  }

  /** The administrator on the server's machine, who has no account. */
  Browser admin() {
    return admin;
  }

  /** Somebody new, who has just signed in with a second factor. */
  Browser person(String name, String role) throws IOException {
    JsonNode invitation =
        done(admin.post("/api/v1/people", Map.of("name", name, "role", role))).json();
    Browser browser = new Browser(server);
    String token = invitation.path("token").asText();
    done(browser.post("/api/v1/set-up", Map.of("token", token, "password", PASSWORD)));
    String secret =
        done(browser.post("/api/v1/account/second-factor", Map.of()))
            .json()
            .path("secret")
            .asText();
    String code = new Totp().code(secret, Instant.now());
    done(browser.post("/api/v1/account/second-factor/confirm", Map.of("code", code)));
    return browser;
  }

  void suspend(String name) throws IOException {
    String id =
        admin
            .get("/api/v1/people")
            .json()
            .path("items")
            .valueStream()
            .filter(person -> person.path("name").asText().equals(name))
            .findFirst()
            .orElseThrow()
            .path("id")
            .asText();
    done(
        admin.post(
            "/api/v1/people/" + id + "/state", Map.of("state", "suspended", "reason", "has left")));
  }

  static RawHttp.Answer done(RawHttp.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isBetween(200, 204);
    return answer;
  }
}
