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

  static Optional<String> token(HttpServerRequest request, ClientAddress client) {
    return Optional.ofNullable(request.getCookie(name(client))).map(Cookie::getValue);
  }

  /** The value of a {@code Set-Cookie}. */
  static String holding(String token, ClientAddress client) {
    return name(client) + "=" + token + attributes(client);
  }

  /** The value of a {@code Set-Cookie} that takes it away. */
  static String none(ClientAddress client) {
    return name(client) + "=" + attributes(client) + "; Max-Age=0";
  }

  private static String name(ClientAddress client) {
    return client.secure() ? "__Host-" + NAME : NAME;
  }

  private static String attributes(ClientAddress client) {
    return client.secure() ? ATTRIBUTES + "; Secure" : ATTRIBUTES;
  }
}
