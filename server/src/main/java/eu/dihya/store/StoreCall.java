package eu.dihya.store;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A body that waits for its turn on the control store. It shares a transaction with others that
 * wait too, and fails alone. Its caller hears of it when the transaction has ended.
 */
final class StoreCall<T> {
  private static final String SAVEPOINT = "one_call";

  private final Function<Handle, T> body;
  private final CompletableFuture<T> end = new CompletableFuture<>();
  private @Nullable T result;
  private @Nullable RuntimeException failure;

  StoreCall(Function<Handle, T> body) {
    this.body = body;
  }

  /** Is done when the transaction has been committed or rolled back. */
  CompletableFuture<T> end() {
    return end;
  }

  /** Runs in a transaction of its own. */
  void runAlone(Handle handle) {
    result = body.apply(handle);
  }

  /** Runs in a transaction that others share: what it did is undone alone when it fails. */
  void runAmongOthers(Handle handle) {
    handle.savepoint(SAVEPOINT);
    try {
      result = body.apply(handle);
      handle.releaseSavepoint(SAVEPOINT);
    } catch (RuntimeException e) {
      failure = e;
      handle.rollbackToSavepoint(SAVEPOINT);
    }
  }

  void committed() {
    if (failure != null) {
      end.completeExceptionally(failure);
    } else {
      end.complete(result);
    }
  }

  void lost(RuntimeException e) {
    end.completeExceptionally(failure != null ? failure : e);
  }
}
