package eu.dihya.engine;

/**
 * What a session was sent and may not have answered yet. Answers come in the order of sending, and
 * are to be awaited in it: once a statement has failed, the server refuses those behind it. As
 * little thread-safe as its session.
 */
@FunctionalInterface
public interface Answer<T> {
  /**
   * Waits for it.
   *
   * @throws SqlFailure what the statement failed with
   */
  T await();

  /** A statement of a migration that ran: affected rows or -1, and how long the server took. */
  record Ran(long rows, long nanos) {}

  /** One that is there already. */
  static <T> Answer<T> of(T value) {
    return () -> value;
  }
}
