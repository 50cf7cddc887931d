package eu.dihya.http;

import eu.dihya.base.AddressRange;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides where a request may go. The name is looked up once, and the connection is made to the
 * very address that was checked, so a name that answers differently the second time gains nothing.
 */
final class AddressGuard {
  private final Set<HostPort> configured;
  private final NameResolver resolver;

  AddressGuard(Set<HostPort> configured, NameResolver resolver) {
    this.configured = configured;
    this.resolver = resolver;
  }

  InetSocketAddress check(URI uri) {
    HostPort server = server(uri);
    List<InetAddress> addresses = resolve(server);
    if (!configured.contains(server)) {
      for (InetAddress address : addresses) {
        refuseUnlessPublic(server, address);
      }
    }
    return new InetSocketAddress(addresses.getFirst(), server.port());
  }

  private static HostPort server(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if ((!scheme.equals("http") && !scheme.equals("https")) || uri.getHost() == null) {
      throw refused("an outgoing request needs an absolute http or https address with a host");
    }
    if (uri.getRawUserInfo() != null) {
      throw refused(
          "the address of "
              + uri.getHost()
              + " holds a user or password; put them in a header by secret reference");
    }
    return HostPort.of(uri);
  }

  private List<InetAddress> resolve(HostPort server) {
    try {
      List<InetAddress> found = resolver.resolve(server.host());
      if (found.isEmpty()) {
        throw unknown(server, null);
      }
      return found;
    } catch (UnknownHostException e) {
      throw unknown(server, e);
    }
  }

  private static void refuseUnlessPublic(HostPort server, InetAddress address) {
    if (!AddressRange.isPublic(address)) {
      throw refused(
          "%s leads to %s, which is not a public address; if this is meant, name %s in the configuration"
              .formatted(server, address.getHostAddress(), server));
    }
  }

  private static DihyaException refused(String message) {
    return new DihyaException(ErrorCode.NOT_ALLOWED, message);
  }

  private static DihyaException unknown(HostPort server, @Nullable Throwable cause) {
    return new DihyaException(
        ErrorCode.UNREACHABLE,
        "the name " + server.host() + " has no address; check its spelling and the DNS",
        cause);
  }
}
