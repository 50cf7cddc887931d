package eu.dihya.engine;

import java.time.Duration;

/**
 * How a session behaves: timeouts, and whether it may write.
 *
 * @param lock how long a statement waits for a lock
 * @param statement how long a statement runs
 * @param connect how long connecting may take
 * @param socket how long the server may be silent; longer than {@code statement}
 * @param readOnly the session only looks: the server refuses its writes, and an SQLite file that
 *     does not exist yet is read as an empty database and not created
 * @param owner names this installation, of which one process works at a time, so that what an
 *     earlier process of it left can be told from a stranger's; empty when it has no name
 */
public record SessionOptions(
    Duration lock,
    Duration statement,
    Duration connect,
    Duration socket,
    boolean readOnly,
    String owner) {
  public static final SessionOptions DEFAULT =
      new SessionOptions(
          Duration.ofSeconds(3),
          Duration.ofMinutes(10),
          Duration.ofSeconds(5),
          Duration.ofMinutes(11),
          false);

  /** Of no installation in particular. */
  public SessionOptions(
      Duration lock, Duration statement, Duration connect, Duration socket, boolean readOnly) {
    this(lock, statement, connect, socket, readOnly, "");
  }

  /** The same timeouts for a session that only looks. */
  public SessionOptions reading() {
    return new SessionOptions(lock, statement, connect, socket, true, owner);
  }

  /** The same with another lock timeout. */
  public SessionOptions withLock(Duration newLock) {
    return new SessionOptions(newLock, statement, connect, socket, readOnly, owner);
  }

  /** The same with another statement timeout. */
  public SessionOptions withStatement(Duration newStatement) {
    return new SessionOptions(lock, newStatement, connect, socket, readOnly, owner);
  }

  /** The same for sessions of an installation. */
  public SessionOptions ownedBy(String name) {
    return new SessionOptions(lock, statement, connect, socket, readOnly, name);
  }
}
