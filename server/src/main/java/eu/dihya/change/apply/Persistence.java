package eu.dihya.change.apply;

import eu.dihya.engine.SqlFailure;
import eu.dihya.rollout.LogLevel;
import eu.dihya.rollout.TenantWork;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Trying again, everything from the lock on: after a deadlock, a lock that was not free, a lost
 * connection. At most five times, and not later than a minute after the first failure. What an
 * attempt took before it failed does not count, so that a connection which was lost after ten
 * minutes is settled too, nor does the waiting for an orphan.
 */
final class Persistence {
  private static final int MOST = 5;
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration STEP = Duration.ofMillis(50);

  private final TenantWork.Listener listener;
  private int retries;
  private long firstFailure;
  private long excused;
  private OptionalLong epoch = OptionalLong.empty();

  Persistence(TenantWork.Listener listener) {
    this.listener = listener;
  }

  /** Time that went into waiting for an orphan. */
  void excuse(Duration waited) {
    excused += waited.toNanos();
  }

  /**
   * The epoch under which the last attempt owned the target; if somebody else has owned it since,
   * this run is the stale one. Unknown from now on until {@link #owned}, because the answer to
   * raising it may be lost.
   */
  OptionalLong lastEpoch() {
    OptionalLong last = epoch;
    epoch = OptionalLong.empty();
    return last;
  }

  void owned(long raised) {
    epoch = OptionalLong.of(raised);
  }

  /** Makes attempts until one ends otherwise than in a failure that will pass. */
  TenantWork.RunOutcome persist(Supplier<TenantWork.RunOutcome> attempt) {
    while (true) {
      try {
        return attempt.get();
      } catch (StatementFailure e) {
        giveUp(e, e.failure());
      } catch (SqlFailure e) {
        giveUp(e, e);
      }
      if (!pause()) {
        return new TenantWork.RunOutcome.Stopped();
      }
    }
  }

  /** Throws the failure on when it will not pass or there have been enough. */
  private void giveUp(RuntimeException thrown, SqlFailure failure) {
    long now = System.nanoTime();
    if (retries == 0) {
      firstFailure = now;
      excused = 0;
    }
    boolean late = now - firstFailure - excused >= LIMIT.toNanos();
    if (!failure.kind().isTransient() || retries == MOST || late) {
      throw thrown;
    }
    retries++;
    listener.log(
        LogLevel.WARN, "again, %d of %d, because: %s".formatted(retries, MOST, failure.text()));
  }

  /** Outside of every queue, for longer each time and never as long as others; false to stop. */
  private boolean pause() {
    long longest = FIRST_PAUSE.toMillis() << retries;
    long end =
        System.nanoTime()
            + Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 4, longest))
                .toNanos();
    while (System.nanoTime() - end < 0) {
      if (listener.stopping()) {
        return false;
      }
      try {
        Thread.sleep(STEP);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return !listener.stopping();
  }
}
