package eu.dihya.app;

import java.time.Duration;

/**
 * How long is waited for a lock, a statement, a connection, and for a sign of life on a connection.
 */
public record TimeoutsConfig(Duration lock, Duration statement, Duration connect, Duration socket) {
  public TimeoutsConfig {
    Checks.holds(
        socket.compareTo(statement) > 0,
        "timeouts.socket must be longer than timeouts.statement, else a running statement looks"
            + " like a dead server");
    Checks.holds(
        lock.compareTo(statement) <= 0, "timeouts.lock must not be longer than timeouts.statement");
  }
}
