package eu.dihya.app;

import eu.dihya.api.Listening;
import eu.dihya.api.TlsFiles;
import eu.dihya.api.TrustedProxies;
import eu.dihya.api.WebLimits;
import java.net.URI;
import java.util.Optional;

/**
 * Where the server listens, and how it is reached.
 *
 * @param port 0 for any free one
 * @param publicUrl by which browsers reach it, where that is not its own address
 */
public record HttpConfig(
    String bind,
    int port,
    Optional<TlsFiles> tls,
    TrustedProxies proxies,
    Optional<URI> publicUrl) {
  public HttpConfig {
    Checks.holds(!bind.isBlank(), "http.bind must not be empty");
    Checks.holds(port >= 0 && port <= 65_535, "http.port is from 0 to 65535");
    Checks.holds(
        publicUrl.isEmpty() || tls.isPresent() || !proxies.ranges().isEmpty(),
        "http.publicUrl needs http.trustedProxies, the proxies behind that address, or http.tls");
    publicUrl.ifPresent(
        url ->
            Checks.holds(
                url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && (url.getRawPath().isEmpty() || url.getRawPath().equals("/")),
                "http.publicUrl is https://host or https://host:port, without a path"));
  }

  /** Whether people on other machines may get here, directly or through a proxy. */
  public boolean reachableFromElsewhere() {
    return listening(false).reachableFromElsewhere();
  }

  /** Whether nothing need go in clear between this server and those who are elsewhere. */
  boolean protectedElsewhere() {
    return !listening(false).reachableFromElsewhere()
        || tls.isPresent()
        || !proxies.ranges().isEmpty();
  }

  Listening listening(boolean insecure) {
    return new Listening(bind, port, tls, proxies, publicUrl, insecure, WebLimits.STANDARD);
  }
}
