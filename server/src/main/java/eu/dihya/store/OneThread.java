package eu.dihya.store;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Transactions one after the other on one platform thread: SQLite has one writer, is native code,
 * and would pin a virtual thread's carrier. Callers wait for it.
 */
final class OneThread implements Transactions {
  private static final int TOGETHER = 64;

  private final Jdbi jdbi;
  private final Runnable closing;
  private final BlockingQueue<StoreCall<?>> waiting = new LinkedBlockingQueue<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("control-store").daemon().factory());

  /**
   * @param closing gives the connection back
   */
  OneThread(Jdbi jdbi, Runnable closing) {
    this.jdbi = jdbi;
    this.closing = closing;
  }

  @Override
  public <T> T call(Function<Handle, T> body) {
    StoreCall<T> call = new StoreCall<>(body);
    waiting.add(call);
    try {
      thread.execute(this::work);
    } catch (RejectedExecutionException e) {
      throw new DihyaException(ErrorCode.INTERNAL, "the control store is closed", e);
    }
    return await(call.end());
  }

  /** All that waits by now shares one transaction, and so one wait for the disk. */
  private void work() {
    List<StoreCall<?>> calls = new ArrayList<>();
    waiting.drainTo(calls, TOGETHER);
    if (calls.isEmpty()) {
      return;
    }
    try {
      jdbi.useTransaction(
          handle -> {
            if (calls.size() == 1) {
              calls.getFirst().runAlone(handle);
            } else {
              calls.forEach(call -> call.runAmongOthers(handle));
            }
          });
      calls.forEach(StoreCall::committed);
    } catch (RuntimeException e) {
      calls.forEach(call -> call.lost(e));
    } catch (Error e) {
      calls.forEach(call -> call.lost(new IllegalStateException(e)));
      throw e;
    }
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DihyaException(
          ErrorCode.INTERNAL, "interrupted while writing to the control store", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DihyaException known) {
        throw known;
      }
      throw new DihyaException(
          ErrorCode.INTERNAL, "the control store failed: " + StoreErrors.rootMessage(e), e);
    }
  }

  @Override
  public void close() {
    thread.close();
    closing.run();
  }
}
