package eu.dihya.store;

import eu.dihya.base.DihyaException;
import eu.dihya.base.StoreUnreachable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the store what became of commits whose answer was lost. Thread-safe. */
final class LostAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(LostAnswers.class);
  private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(500);

  private final Jdbi jdbi;
  private final Function<RuntimeException, DihyaException> told;
  private final Duration patience;
  private final CountDownLatch closing = new CountDownLatch(1);

  /**
   * @param told a failure as callers hear of it
   * @param patience how long to go on asking for who can live without an answer
   */
  LostAnswers(Jdbi jdbi, Function<RuntimeException, DihyaException> told, Duration patience) {
    this.jdbi = jdbi;
    this.told = told;
    this.patience = patience;
  }

  /** A commit without an answer. */
  record Cut(long transaction, RuntimeException failure) {}

  /**
   * Returns when the transaction is known to be committed, and throws when it is not.
   *
   * @param untilKnown to ask for as long as it takes, or until {@link #closing()}
   * @throws StoreUnreachable when it was rolled back, and also, in other words, when nobody can say
   * @throws DihyaException FENCED when the store is another server's by now
   */
  void settle(Cut cut, boolean untilKnown) {
    LOG.warn(
        "the connection to the control store was lost while it committed; asking what became of"
            + " it");
    long begun = System.nanoTime();
    while (true) {
      switch (fate(cut.transaction())) {
        case "committed" -> {
          return;
        }
        case "aborted" -> throw told.apply(cut.failure());
        default -> {
          boolean patient = untilKnown || System.nanoTime() - begun < patience.toNanos();
          if (!patient || !pause()) {
            throw unknown(cut);
          }
        }
      }
    }
  }

  /** From now on each is asked for once, and nobody waits for a store that is away. */
  void closing() {
    closing.countDown();
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
      DihyaException meaning = told.apply(e);
      if (meaning instanceof StoreUnreachable) {
        return "";
      }
      throw meaning;
    }
  }

  /** Whether to ask again after it. */
  private boolean pause() {
    try {
      return !closing.await(BETWEEN_QUESTIONS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static StoreUnreachable unknown(Cut cut) {
    return new StoreUnreachable(
        "the control store was lost while it kept what was written last, and has not said since"
            + " whether it did: the outcome is unknown; look when it is back, before doing it"
            + " again",
        cut.failure());
  }
}
