package eu.dihya.api;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * The cookie of a session. Over TLS its name has the prefix that keeps other hosts and other paths
 * from setting it; over plain HTTP on this machine browsers would not take that one.
 */
final class SessionCookie {
  private static final String NAME = "dihya_session";
  private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Strict";

  private SessionCookie() {}

  static Optional<String> token(HttpServerRequest request, boolean secure) {
    return Optional.ofNullable(request.getCookie(name(secure))).map(Cookie::getValue);
  }

  /** The answer, with the cookie of the session that its caller has from now on. */
  static Reply set(Reply reply, String token, Client client) {
    return reply.with("Set-Cookie", name(client.secure()) + "=" + token + attributes(client));
  }

  /** The answer, taking the cookie away. */
  static Reply forget(Reply reply, Client client) {
    return reply.with(
        "Set-Cookie", name(client.secure()) + "=" + attributes(client) + "; Max-Age=0");
  }

  private static String name(boolean secure) {
    return secure ? "__Host-" + NAME : NAME;
  }

  private static String attributes(Client client) {
    return client.secure() ? ATTRIBUTES + "; Secure" : ATTRIBUTES;
  }
}
