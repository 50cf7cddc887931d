package eu.dihya.api;

import dev.failsafe.RateLimiter;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many calls each network has left. Remembers the latest ten thousand. Thread-safe. */
final class CallRate {
  private static final int REMEMBERED = 10_000;

  private final WebLimits limits;
  private final Map<String, RateLimiter<Object>> networks =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RateLimiter<Object>> eldest) {
          return size() > REMEMBERED;
        }
      };

  CallRate(WebLimits limits) {
    this.limits = limits;
  }

  /** Takes one of the network's calls; false when it has none until the period is over. */
  boolean take(String network) {
    RateLimiter<Object> limiter;
    synchronized (networks) {
      limiter =
          networks.computeIfAbsent(
              network, _ -> RateLimiter.burstyBuilder(limits.calls(), limits.period()).build());
    }
    return limiter.tryAcquirePermit();
  }
}
