package eu.dihya.api;

import eu.dihya.oidc.Journeys;
import java.util.Arrays;
import java.util.Optional;

/**
 * The cookie of who is on the way to the identity provider and back. It is {@code Lax}, because
 * they come back from another site; it opens nothing here.
 */
final class JourneyCookie {
  private static final String NAME = "dihya_journey";

  private JourneyCookie() {}

  static Optional<String> read(Call call) {
    String prefix = name(call.caller().client()) + "=";
    return call.header("cookie").stream()
        .flatMap(all -> Arrays.stream(all.split(";")))
        .map(String::strip)
        .filter(pair -> pair.startsWith(prefix))
        .map(pair -> pair.substring(prefix.length()))
        .findFirst();
  }

  static Reply set(Reply reply, String sealed, Client client) {
    return reply.with(
        "Set-Cookie",
        "%s=%s; Path=/; HttpOnly; SameSite=Lax; Max-Age=%d%s"
            .formatted(
                name(client),
                sealed,
                Journeys.LONGEST.toSeconds(),
                client.secure() ? "; Secure" : ""));
  }

  /** Over TLS its name has the prefix that keeps other hosts from setting it. */
  private static String name(Client client) {
    return client.secure() ? "__Host-" + NAME : NAME;
  }
}
