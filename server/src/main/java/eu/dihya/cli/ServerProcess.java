package eu.dihya.cli;

import java.net.URI;

/** A Dihya server that runs in this process. */
interface ServerProcess extends AutoCloseable {
  URI address();

  String bearer();

  /** Whether people on other machines may get there, directly or through a proxy. */
  boolean reachableFromElsewhere();

  /** Where a person signs in, once. */
  URI signInLink();

  /**
   * Pauses every rollout that runs, with the cause {@code shutdown}, and waits until no statement
   * runs.
   */
  void pauseForShutdown();

  /** Waits until the server has ended. */
  void awaitEnd();

  @Override
  void close();
}
