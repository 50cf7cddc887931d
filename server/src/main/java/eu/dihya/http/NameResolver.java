package eu.dihya.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks a host name up. May block; called once for each request, never on an event loop. */
@FunctionalInterface
public interface NameResolver {
  List<InetAddress> resolve(String host) throws UnknownHostException;

  /** The machine's own resolver. */
  static NameResolver system() {
    return host -> List.of(InetAddress.getAllByName(host));
  }
}
