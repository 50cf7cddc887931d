package eu.dihya.cli;

import eu.dihya.app.Welcome;
import java.net.URI;

/** A Dihya server that runs in this process. */
interface ServerProcess extends AutoCloseable {
  URI address();

  String bearer();

  /** How a person gets in. */
  Welcome welcome();

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
