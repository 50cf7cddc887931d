package eu.dihya.api;

import eu.dihya.base.AddressRange;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The reverse proxies whose word is taken for whom a request comes from. Read are {@code
 * X-Forwarded-For}, {@code -Proto} and {@code -Host}; from anybody else they mean nothing.
 */
public record TrustedProxies(List<AddressRange> ranges) {
  public TrustedProxies {
    ranges = List.copyOf(ranges);
  }

  boolean contains(InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  ClientAddress client(HttpServerRequest request) {
    InetAddress peer = ClientAddress.of(request.connection().remoteAddress());
    if (!contains(peer)) {
      return new ClientAddress(peer, request.isSSL(), request.authority());
    }
    boolean secure =
        last(request, "X-Forwarded-Proto").map("https"::equalsIgnoreCase).orElse(request.isSSL());
    Optional<String> host = last(request, "X-Forwarded-Host");
    HostAndPort authority =
        host.isPresent() ? HostAndPort.parseAuthority(host.get(), -1) : request.authority();
    return new ClientAddress(origin(peer, request), secure, authority);
  }

  /**
   * Each proxy adds whom it heard: the first from the end that is no proxy of ours is the client.
   */
  private InetAddress origin(InetAddress peer, HttpServerRequest request) {
    InetAddress nearest = peer;
    for (String hop : values(request, "X-Forwarded-For").reversed()) {
      Optional<InetAddress> address = address(hop);
      if (address.isEmpty()) {
        return nearest;
      }
      nearest = address.get();
      if (!contains(nearest)) {
        return nearest;
      }
    }
    return nearest;
  }

  private static Optional<String> last(HttpServerRequest request, String header) {
    List<String> values = values(request, header);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
  }

  private static List<String> values(HttpServerRequest request, String header) {
    return request.headers().getAll(header).stream()
        .flatMap(line -> Arrays.stream(line.split(",")))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  /** Some proxies write the port behind the address. */
  private static Optional<InetAddress> address(String hop) {
    String literal = hop.replaceFirst("^\\[(.*)](:\\d+)?$|^([^:]+):\\d+$", "$1$3");
    try {
      return Optional.of(InetAddress.ofLiteral(literal));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
