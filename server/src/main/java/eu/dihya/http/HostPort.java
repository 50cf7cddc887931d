package eu.dihya.http;

import java.net.URI;
import java.util.Locale;

/**
 * A server as it is written in an address; nothing is looked up.
 *
 * @param host a name or a literal address, in lower case, an IPv6 address in brackets
 * @param port from 1 to 65535
 */
public record HostPort(String host, int port) {
  public HostPort {
    host = host.toLowerCase(Locale.ROOT);
    if (host.isEmpty() || port < 1 || port > 65_535) {
      throw new IllegalArgumentException("not a host and a port: " + host + ":" + port);
    }
  }

  /** The server of an http or https address, with the scheme's port where none is written. */
  public static HostPort of(URI uri) {
    String host = uri.getHost();
    if (host == null) {
      throw new IllegalArgumentException("the address names no host");
    }
    int standard = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    return new HostPort(host, uri.getPort() == -1 ? standard : uri.getPort());
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
