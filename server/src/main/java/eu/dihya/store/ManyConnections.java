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

/**
 * Transactions beside each other, each on its caller's thread and on a connection of a pool. They
 * see the store as it was when they began: of two that change the same row the later one fails, and
 * is run again. One whose commit was cut off is asked for.
 */
final class ManyConnections implements Transactions {
  private static final RetryPolicy<Object> MET_ANOTHER =
      RetryPolicy.builder()
          .handleIf(StoreErrors::metAnother)
          .withBackoff(Duration.ofMillis(2), Duration.ofMillis(200))
          .withJitter(0.5)
          .withMaxRetries(20)
          .build();

  private final Jdbi jdbi;
  private final Function<RuntimeException, DihyaException> told;
  private final LostAnswers lost;
  private final Runnable giveBack;
  private volatile boolean closed;

  /**
   * @param told a failure as callers hear of it
   * @param patience how long to ask what became of a commit, for who can live without the answer
   * @param giveBack gives the connections back
   */
  ManyConnections(
      Jdbi jdbi,
      Function<RuntimeException, DihyaException> told,
      Duration patience,
      Runnable giveBack) {
    this.jdbi = jdbi;
    this.told = told;
    this.lost = new LostAnswers(jdbi, told, patience);
    this.giveBack = giveBack;
  }

  @Override
  public <T> T call(Function<Handle, T> body) {
    return call(body, false);
  }

  @Override
  public <T> T callUntilKnown(Function<Handle, T> body) {
    return call(body, true);
  }

  private <T> T call(Function<Handle, T> body, boolean untilKnown) {
    if (closed) {
      throw new DihyaException(ErrorCode.INTERNAL, "the control store is closed");
    }
    Attempted<T> attempted;
    try {
      attempted = Failsafe.with(MET_ANOTHER).get(() -> once(body));
    } catch (RuntimeException e) {
      throw told.apply(e);
    }
    attempted.cut().ifPresent(cut -> lost.settle(cut, untilKnown));
    return attempted.result();
  }

  /**
   * What a body has given.
   *
   * @param cut there when nobody has heard whether it was committed
   */
  private record Attempted<T>(T result, Optional<LostAnswers.Cut> cut) {}

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

  private static Optional<LostAnswers.Cut> commit(Handle handle, Optional<Long> written) {
    try {
      handle.commit();
      return Optional.empty();
    } catch (RuntimeException e) {
      undo(handle, e);
      if (written.isPresent() && StoreErrors.away(e)) {
        return Optional.of(new LostAnswers.Cut(written.get(), e));
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

  @Override
  public void closing() {
    lost.closing();
  }

  @Override
  public void close() {
    closing();
    closed = true;
    giveBack.run();
  }
}
