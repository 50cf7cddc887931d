package eu.dihya.api;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** The cookie that holds a session's token. */
final class SessionCookie {
  private static final String NAME = "dihya_session";
  private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Strict";

  private SessionCookie() {}

  static Optional<String> read(RoutingContext context) {
    return Optional.ofNullable(context.request().getCookie(NAME)).map(Cookie::getValue);
  }

  static Reply set(Reply reply, String token, Client client) {
    return reply.with("Set-Cookie", NAME + "=" + token + ATTRIBUTES);
  }

  static Reply forget(Reply reply, Client client) {
    return reply.with("Set-Cookie", NAME + "=" + ATTRIBUTES + "; Max-Age=0");
  }
}
