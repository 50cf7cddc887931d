package eu.dihya.app;

import eu.dihya.base.Json;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** Calls the API as the dashboard does, with the cookie that it was given last. */
final class Browser {
  private final RawHttp http;
  private String cookie = "dihya_session=none";

  Browser(URI server) {
    this.http = new RawHttp(server);
  }

  String cookie() {
    return cookie;
  }

  RawHttp.Answer get(String path) throws IOException {
    return kept(http.get(path, "Cookie: " + cookie));
  }

  RawHttp.Answer post(String path, Map<String, ?> body) throws IOException {
    return kept(
        http.send("POST", path, Json.write(body), "Cookie: " + cookie, "X-Dihya-Request: 1"));
  }

  RawHttp.Answer signOut() throws IOException {
    return http.send("DELETE", "/api/v1/session", "", "Cookie: " + cookie, "X-Dihya-Request: 1");
  }

  private RawHttp.Answer kept(RawHttp.Answer answer) {
    answer.header("Set-Cookie").ifPresent(set -> cookie = set.split(";")[0]);
    return answer;
  }
}
