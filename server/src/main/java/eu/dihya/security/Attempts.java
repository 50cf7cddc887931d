package eu.dihya.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Slows guessing down: after some failed tries for a name, or from an address, the next may only
 * come after a wait that doubles each time. Nobody is locked out for longer than the longest wait.
 * Kept in memory, for a bounded number of names and addresses. Thread-safe.
 */
public final class Attempts {
  private static final Duration FORGOTTEN = Duration.ofHours(1);
  private static final Rule PER_NAME = new Rule(5, Duration.ofMinutes(1));
  private static final Rule PER_ADDRESS = new Rule(50, Duration.ofMinutes(1));

  private final Clock clock;
  private final Map<String, Tries> names;
  private final Map<String, Tries> addresses;

  public Attempts(Clock clock) {
    this(clock, 10_000);
  }

  /**
   * @param most names, and addresses, that are remembered; the least used is forgotten first
   */
  Attempts(Clock clock, int most) {
    this.clock = clock;
    this.names = bounded(most);
    this.addresses = bounded(most);
  }

  private record Tries(int number, Instant next, Instant last) {}

  /**
   * @param free tries without a wait
   */
  private record Rule(int free, Duration longest) {
    Duration afterTry(int number) {
      if (number < free) {
        return Duration.ZERO;
      }
      Duration wait = Duration.ofSeconds(1L << Math.min(number - free, 20));
      return wait.compareTo(longest) < 0 ? wait : longest;
    }
  }

  /**
   * Counts a try for the name as a failed one until {@link #succeeded} says otherwise, so that
   * tries at the same moment count too. An address may be that of many people; it counts when a try
   * has {@link #failed}.
   *
   * @throws TooManyTries when it comes too early; it is not counted then
   */
  public synchronized void begin(String name, String address) {
    Instant now = clock.instant();
    String key = key(name);
    Instant next = later(next(names, key, now), next(addresses, address, now));
    if (next.isAfter(now)) {
      throw new TooManyTries(Duration.between(now, next));
    }
    count(names, key, PER_NAME, now);
  }

  /** The try was wrong. */
  public synchronized void failed(String address) {
    count(addresses, address, PER_ADDRESS, clock.instant());
  }

  /** The try was right: the name starts anew. */
  public synchronized void succeeded(String name) {
    names.remove(key(name));
  }

  /** The try was not made after all. */
  public synchronized void takeBack(String name) {
    names.computeIfPresent(
        key(name),
        (same, tries) ->
            tries.number() <= 1
                ? null
                : new Tries(tries.number() - 1, clock.instant(), tries.last()));
  }

  /** Of one length, whatever somebody sends as a name. */
  private static String key(String name) {
    return Tokens.hash(name.toLowerCase(Locale.ROOT));
  }

  private static Instant next(Map<String, Tries> all, String key, Instant now) {
    Tries tries = all.get(key);
    return tries == null ? now : tries.next();
  }

  private static void count(Map<String, Tries> all, String key, Rule rule, Instant now) {
    Tries before = all.get(key);
    int number =
        before == null || before.last().plus(FORGOTTEN).isBefore(now) ? 1 : before.number() + 1;
    all.put(key, new Tries(number, now.plus(rule.afterTry(number)), now));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Map<String, Tries> bounded(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
        return size() > most;
      }
    };
  }
}
