package eu.dihya.http;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What an {@link OutgoingHttp} may do.
 *
 * @param connectTimeout how long a connection may take to be made
 * @param readTimeout how long nothing may move in either direction while an answer is awaited
 * @param maxResponseBytes the largest answer that is read into memory
 * @param configured the private hosts that a person named in the configuration, each with its port
 * @param trusted a PEM file of certificate authorities to be trusted instead of the machine's
 */
public record OutgoingPolicy(
    Duration connectTimeout,
    Duration readTimeout,
    int maxResponseBytes,
    Set<HostPort> configured,
    Optional<Path> trusted) {
  public OutgoingPolicy {
    configured = Set.copyOf(configured);
    if (!connectTimeout.isPositive() || !readTimeout.isPositive() || maxResponseBytes < 1) {
      throw new IllegalArgumentException(
          "timeouts and the size limit of outgoing requests must be positive");
    }
  }

  /** 5 s to connect, 5 s of silence, 64 kB. */
  public static OutgoingPolicy strict(Set<HostPort> configured) {
    return new OutgoingPolicy(
        Duration.ofSeconds(5), Duration.ofSeconds(5), 64 * 1024, configured, Optional.empty());
  }
}
