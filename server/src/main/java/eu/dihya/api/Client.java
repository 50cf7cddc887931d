package eu.dihya.api;

import eu.dihya.security.SessionStore.Origin;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * From where a request came.
 *
 * @param agent what the browser or program says that it is
 * @param encrypted whether nobody between could read it
 */
record Client(String address, String agent, boolean encrypted) {
  static Client of(RoutingContext context) {
    return new Client(
        context.request().remoteAddress().hostAddress(),
        Optional.ofNullable(context.request().getHeader("User-Agent")).orElse(""),
        context.request().isSSL());
  }

  Origin origin() {
    return new Origin(address, agent);
  }
}
