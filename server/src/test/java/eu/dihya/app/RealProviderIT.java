package eu.dihya.app;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.app.WalkingBrowser.Answer;
import eu.dihya.testing.NodeScripts;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in at a certified provider (npm's {@code oidc-provider}), through its own pages. */
class RealProviderIT {
  private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");
  private static final Pattern PROMPT = Pattern.compile("name=\"prompt\" value=\"(\\w+)\"");
  private static final int LONGEST_WALK = 20;

  @TempDir static Path directory;
  private static Process provider;
  private static DihyaServer server;

  @BeforeAll
  static void start() throws IOException {
    NodeScripts scripts = new NodeScripts("oidc");
    scripts.install();
    provider = scripts.start("provider.mjs", ProcessBuilder.Redirect.DISCARD, "dihya", "synthetic");
    TestWorkspace workspace = new TestWorkspace(directory).with(1);
    workspace.write("secret", "synthetic");
    workspace.write(
        "dihya.yaml",
        """
        auth:
          oidc:
            issuer: %s
            clientId: dihya
            clientSecret: file:secret
            roles: { chiefs: platform-admin, operators: operator }
        """
            .formatted(issuer(provider.inputReader())));
    server = workspace.serve();
  }

  private static String issuer(BufferedReader printed) throws IOException {
    for (String line = printed.readLine(); line != null; line = printed.readLine()) {
      if (line.startsWith("ready ")) {
        return line.substring("ready ".length());
      }
    }
    throw new IOException("the provider ended before it was ready");
  }

  @AfterAll
  static void stop() {
    provider.destroyForcibly();
    if (server != null) {
      server.close();
    }
  }

  private static URI at(String path) {
    return server.address().resolve(path);
  }

  /** Goes on until a page of ours is there; fills in the forms of the provider on the way. */
  private static Answer walk(WalkingBrowser browser, String from, String login) {
    Answer answer = browser.get(at(from));
    for (int step = 0; step < LONGEST_WALK; step++) {
      boolean ours = answer.asked().getAuthority().equals(server.address().getAuthority());
      if (answer.status() / 100 == 3) {
        answer = browser.get(answer.location());
      } else if (ours || answer.status() != 200) {
        return answer;
      } else {
        Matcher form = found(FORM, answer.body());
        String prompt = found(PROMPT, answer.body()).group(1);
        answer =
            browser.submit(
                answer.asked().resolve(form.group(1)),
                "prompt=" + prompt + "&login=" + login + "&password=any");
      }
    }
    throw new AssertionError("sent around without end, last to " + answer.asked());
  }

  private static Matcher found(Pattern pattern, String page) {
    Matcher matcher = pattern.matcher(page);
    assertThat(matcher.find()).as(page).isTrue();
    return matcher;
  }

  @Test
  void somebodySignsInStepsUpAndSignsOut() {
    try (WalkingBrowser browser = new WalkingBrowser()) {
      Answer back = walk(browser, "/api/v1/session/oidc?to=/people", "tiziri.chiefs.others");
      assertThat(back.status()).as(back.body()).isEqualTo(200);
      assertThat(back.body()).contains("url=/people");
      var session = browser.get(at("/api/v1/session")).json();
      assertThat(session.at("/principal/name").asText()).isEqualTo("tiziri");
      assertThat(session.at("/principal/role").asText()).isEqualTo("platform-admin");
      assertThat(session.get("signIn").asText()).isEqualTo("oidc");
      Map<String, String> somebody = Map.of("name", "ines", "role", "viewer");
      assertThat(browser.post(at("/api/v1/people"), somebody).json().get("code").asText())
          .isEqualTo("step-up");
      // Without a form to fill in, because the provider knows the browser: nothing new was shown.
      walk(browser, "/api/v1/session/oidc", "nobody");
      assertThat(browser.post(at("/api/v1/people"), somebody).json().get("code").asText())
          .isEqualTo("step-up");
      walk(browser, "/api/v1/session/oidc?again=true", "tiziri.chiefs.others");
      assertThat(browser.post(at("/api/v1/people"), somebody).status()).isEqualTo(201);
    }
  }

  @Test
  void whoHasNoGroupOfOursIsSentToTheSignInPage() {
    try (WalkingBrowser browser = new WalkingBrowser()) {
      Answer back = walk(browser, "/api/v1/session/oidc", "dassin.others");
      assertThat(back.asked()).hasToString(at("/sign-in?problem=no-role").toString());
      assertThat(browser.get(at("/api/v1/session")).status()).isEqualTo(401);
    }
  }
}
