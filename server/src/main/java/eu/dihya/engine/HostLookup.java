package eu.dihya.engine;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.tenants.HostRules;
import eu.dihya.tenants.Target;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Looks the host of a target up just before a connection is made, and says which address is to be
 * connected to: the very one that was checked, so that a name which answers differently the second
 * time gains nothing. Where every host is allowed nothing is looked up. Thread-safe.
 *
 * @param resolver may block
 */
public record HostLookup(HostRules rules, Resolver resolver) {
  /** Every host is allowed. */
  public static final HostLookup ANY = of(HostRules.ANY);

  /** Looks a name up. */
  public interface Resolver {
    List<InetAddress> resolve(String host) throws UnknownHostException;
  }

  /** With the machine's own resolver. */
  public static HostLookup of(HostRules rules) {
    return new HostLookup(rules, HostLookup::onItsOwnThread);
  }

  /**
   * What to connect to. A host whose certificate is checked stays a name, for the certificate holds
   * it; whoever else answers under that name has no such certificate.
   *
   * @throws DihyaException CONFIGURATION when the host, or what it leads to, is not allowed;
   *     UNREACHABLE when its name is not known
   */
  public String address(Target target) {
    if (target.host().isEmpty() || rules.any(target)) {
      return target.host();
    }
    List<InetAddress> addresses = resolved(target.host());
    rules
        .objection(target, addresses)
        .ifPresent(
            reason -> {
              throw new DihyaException(
                  ErrorCode.CONFIGURATION,
                  target.host() + " leads to " + shown(addresses) + ": " + reason);
            });
    return target.tls().verified() ? target.host() : addresses.getFirst().getHostAddress();
  }

  private List<InetAddress> resolved(String host) {
    try {
      return resolver.resolve(host);
    } catch (UnknownHostException e) {
      throw new DihyaException(
          ErrorCode.UNREACHABLE,
          "the name " + host + " has no address; check its spelling and the DNS",
          e);
    }
  }

  private static String shown(List<InetAddress> addresses) {
    return String.join(", ", addresses.stream().map(InetAddress::getHostAddress).toList());
  }

  /** The machine's resolver is native code, and would keep the carrier of a virtual thread. */
  private static List<InetAddress> onItsOwnThread(String host) throws UnknownHostException {
    Executor platform = task -> Thread.ofPlatform().daemon().name("host-lookup").start(task);
    try {
      return CompletableFuture.supplyAsync(() -> all(host), platform).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IllegalArgumentException unknown
          && unknown.getCause() instanceof UnknownHostException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private static List<InetAddress> all(String host) {
    try {
      return List.of(InetAddress.getAllByName(host));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
