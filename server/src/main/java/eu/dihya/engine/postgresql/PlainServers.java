package eu.dihya.engine.postgresql;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Servers that were seen to have no encryption a while ago: asking for it costs a connection each
 * time, because the client begins anew when it is told no. Forgotten soon, so that encryption which
 * is switched on is used. Asked for targets alone to which encryption is a wish. Thread-safe.
 */
final class PlainServers {
  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  private final Map<String, Long> seen = new ConcurrentHashMap<>();

  boolean has(String server) {
    Long at = seen.get(server);
    return at != null && System.nanoTime() - at < REMEMBERED.toNanos();
  }

  /** A connection was made: with encryption or, although it was asked for, without. */
  void connected(String server, boolean encrypted) {
    if (encrypted) {
      seen.remove(server);
    } else {
      seen.put(server, System.nanoTime());
    }
  }

  /** A server that wants encryption refuses whoever comes without. */
  void refused(String server) {
    seen.remove(server);
  }
}
