package eu.dihya.api;

import eu.dihya.security.SessionStore.Origin;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * From where a call came.
 *
 * @param network whose share the address is; what guesses are counted by
 * @param agent what the browser or program says that it is
 * @param secure whether it came over TLS
 * @param authority the host and port that it called, as it calls them
 */
record Client(String address, String network, String agent, boolean secure, String authority) {
  static Client of(RoutingContext context) {
    ClientAddress client = ClientAddress.of(context);
    return new Client(
        client.address().getHostAddress(),
        ClientAddress.network(client.address()),
        Optional.ofNullable(context.request().getHeader("User-Agent")).orElse(""),
        client.secure(),
        String.valueOf(client.authority()));
  }

  Origin origin() {
    return new Origin(address, agent);
  }
}
