package eu.dihya.app;

import eu.dihya.http.HostPort;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How many tenants migrate at once, in all and on one database server, where a plan says nothing
 * else.
 *
 * @param probeHosts the hosts on private addresses that gates may probe
 * @param scratches whether scratch databases may be made to find out which schema to expect
 */
public record RolloutConfig(int total, int perServer, boolean scratches, Set<HostPort> probeHosts) {
  public RolloutConfig {
    probeHosts = Set.copyOf(probeHosts);
    Checks.holds(total > 0 && perServer > 0, "rollout.parallel is at least 1");
  }

  /** The hosts of a list such as {@code shop.internal:8080}; without a port it is 443. */
  static Set<HostPort> hosts(List<String> texts) {
    return texts.stream()
        .map(text -> HostPort.of(URI.create("https://" + text)))
        .collect(Collectors.toUnmodifiableSet());
  }
}
