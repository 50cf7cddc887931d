package eu.dihya.api;

import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from, as its connection says or a trusted proxy.
 *
 * @param secure whether it came over TLS
 * @param authority the host and port that the client called; null when it named none
 */
record ClientAddress(InetAddress address, boolean secure, @Nullable HostAndPort authority) {
  private static final String KEY = "clientAddress";

  /** That of a request, after the front door has found it out. */
  static ClientAddress of(RoutingContext context) {
    ClientAddress known = context.get(KEY);
    if (known == null) {
      throw new IllegalStateException("the request did not come through the front door");
    }
    return known;
  }

  void keepIn(RoutingContext context) {
    context.put(KEY, this);
  }

  /** The address of a connection's end. */
  static InetAddress of(SocketAddress end) {
    return InetAddress.ofLiteral(end.hostAddress().replaceFirst("%.*", ""));
  }

  boolean local() {
    return address.isLoopbackAddress();
  }

  /** The host that was called, without brackets; empty when none was. */
  String host() {
    return authority == null ? "" : authority.host().replaceAll("[\\[\\]]", "");
  }

  /** Whose share it is: one IPv4 address, or the 64 bits that one customer has of IPv6. */
  static String network(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address.getHostAddress();
    }
    byte[] bytes = address.getAddress();
    Arrays.fill(bytes, 8, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
    } catch (UnknownHostException e) {
      throw new IllegalStateException("16 bytes are an address", e);
    }
  }
}
