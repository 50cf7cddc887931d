package eu.dihya.engine;

import java.time.Duration;

/**
 * Timeouts of a session.
 *
 * @param lock how long a statement waits for a lock
 * @param statement how long a statement runs
 * @param connect how long connecting may take
 * @param socket how long the server may be silent; longer than {@code statement}
 */
public record SessionOptions(Duration lock, Duration statement, Duration connect, Duration socket) {
  public static final SessionOptions DEFAULT =
      new SessionOptions(
          Duration.ofSeconds(3), Duration.ofMinutes(10), Duration.ofSeconds(5), Duration.ofMinutes(11));
}
