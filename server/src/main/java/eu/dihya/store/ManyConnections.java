package eu.dihya.store;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions beside each other, each on its caller's thread and on a connection of a pool. They
 * see the store as it was when they began: of two that change the same row the later one fails, and
 * is run again. One whose commit was cut off is not taken for lost before the store has said what
 * became of it.
 */
final class ManyConnections implements Transactions {
  private static final Logger LOG = LoggerFactory.getLogger(ManyConnections.class);
  private static final RetryPolicy<Object> MET_ANOTHER =
      RetryPolicy.builder()
          .handleIf(StoreErrors::metAnother)
          .withBackoff(Duration.ofMillis(2), Duration.ofMillis(200))
          .withJitter(0.5)
          .withMaxRetries(20)
          .build();
  private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(500);

  private final Jdbi jdbi;
  private final Function<RuntimeException, DihyaException> told;
  private final Runnable closing;
  private volatile boolean closed;

  /**
   * @param told a failure as callers hear of it
   * @param closing gives the connections back
   */
  ManyConnections(Jdbi jdbi, Function<RuntimeException, DihyaException> told, Runnable closing) {
    this.jdbi = jdbi;
    this.told = told;
    this.closing = closing;
  }

  @Override
  public <T> T call(Function<Handle, T> body) {
    if (closed) {
      throw new DihyaException(ErrorCode.INTERNAL, "the control store is closed");
    }
    Attempted<T> attempted;
    try {
      attempted = Failsafe.with(MET_ANOTHER).get(() -> once(body));
    } catch (RuntimeException e) {
      throw told.apply(e);
    }
    attempted.cut().ifPresent(this::settle);
    return attempted.result();
  }

  /**
   * What a body has given.
   *
   * @param cut there when nobody has heard whether it was committed
   */
  private record Attempted<T>(T result, Optional<Cut> cut) {}

  /** A commit without an answer. */
  private record Cut(long transaction, RuntimeException failure) {}

  private <T> Attempted<T> once(Function<Handle, T> body) {
    try (Handle handle = jdbi.open()) {
      handle.begin();
      T result;
      Optional<Long> written;
      try {
        result = body.apply(handle);
        written =
            handle.createQuery("SELECT txid_current_if_assigned()").mapTo(Long.class).findOne();
      } catch (RuntimeException e) {
        undo(handle, e);
        throw e;
      }
      return new Attempted<>(result, commit(handle, written));
    }
  }

  private static Optional<Cut> commit(Handle handle, Optional<Long> written) {
    try {
      handle.commit();
      return Optional.empty();
    } catch (RuntimeException e) {
      undo(handle, e);
      if (written.isPresent() && StoreErrors.away(e)) {
        return Optional.of(new Cut(written.get(), e));
      }
      throw e;
    }
  }

  private static void undo(Handle handle, RuntimeException because) {
    try {
      handle.rollback();
    } catch (RuntimeException e) {
      because.addSuppressed(e);
    }
  }

  /** Returns when the transaction is known to be committed, and throws when it is not. */
  private void settle(Cut cut) {
    LOG.warn(
        "the connection to the control store was lost while it committed; asking what became of"
            + " it");
    while (true) {
      switch (fate(cut.transaction())) {
        case "committed" -> {
          return;
        }
        case "aborted" -> throw told.apply(cut.failure());
        default -> pause(cut);
      }
    }
  }

  private String fate(long transaction) {
    try {
      return jdbi.withHandle(
          handle ->
              handle
                  .createQuery("SELECT coalesce(txid_status(:transaction), '')")
                  .bind("transaction", transaction)
                  .mapTo(String.class)
                  .one());
    } catch (JdbiException e) {
      if (!StoreErrors.away(e)) {
        throw told.apply(e);
      }
      return "";
    }
  }

  private void pause(Cut cut) {
    try {
      Thread.sleep(BETWEEN_QUESTIONS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (closed || Thread.currentThread().isInterrupted()) {
      throw new DihyaException(
          ErrorCode.UNREACHABLE,
          "the control store has not said whether it has kept what was written last",
          cut.failure());
    }
  }

  @Override
  public void close() {
    closed = true;
    closing.run();
  }
}
