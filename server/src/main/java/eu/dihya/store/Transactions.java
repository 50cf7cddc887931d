package eu.dihya.store;

import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** How calls of the control store become transactions. Thread-safe. */
interface Transactions extends AutoCloseable {
  /**
   * Runs the body in a transaction, wholly or not at all, and returns when it is kept. A body may
   * be run again when it met another: it changes nothing but what is in the store.
   *
   * @throws eu.dihya.base.DihyaException what the body threw, or UNREACHABLE, FENCED or INTERNAL
   * @throws eu.dihya.base.StoreUnreachable when the store does not answer; also, and then it says
   *     so, when it has not told for a while whether the body was kept
   */
  <T> T call(Function<Handle, T> body);

  /**
   * The same, but it waits for as long as the store leaves open whether the body was kept, or until
   * {@link #closing()}: for callers whose own memory would differ from the store for good.
   */
  default <T> T callUntilKnown(Function<Handle, T> body) {
    return call(body);
  }

  /** The server is about to end: what waits for a store that is away stops waiting. */
  default void closing() {}

  @Override
  void close();
}
