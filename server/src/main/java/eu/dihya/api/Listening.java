package eu.dihya.api;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a web server listens, and for whom.
 *
 * @param port 0 for any that is free
 * @param publicUrl by which browsers reach it, where that is not its own address
 * @param insecure whether also others than this machine may come in clear, under any host name
 */
public record Listening(
    String bind,
    int port,
    Optional<TlsFiles> tls,
    TrustedProxies proxies,
    Optional<URI> publicUrl,
    boolean insecure,
    WebLimits limits) {

  /** For this machine alone, in clear. */
  public static Listening loopback(int port) {
    return new Listening(
        "127.0.0.1",
        port,
        Optional.empty(),
        new TrustedProxies(List.of()),
        Optional.empty(),
        false,
        WebLimits.STANDARD);
  }

  /** Whether people on other machines may get here, directly or through a proxy. */
  public boolean reachableFromElsewhere() {
    return !onLoopback() || !proxies.ranges().isEmpty() || publicUrl.isPresent();
  }

  /** Whether it listens under this very name or address, and not under all. */
  boolean named(String host) {
    return bind.equalsIgnoreCase(host) && !Set.of("0.0.0.0", "::").contains(bind);
  }

  boolean onLoopback() {
    try {
      return bind.equals("localhost") || InetAddress.ofLiteral(bind).isLoopbackAddress();
    } catch (IllegalArgumentException aName) {
      return false;
    }
  }
}
