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
   */
  <T> T call(Function<Handle, T> body);

  @Override
  void close();
}
