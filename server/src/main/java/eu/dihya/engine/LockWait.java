package eu.dihya.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Waiting for a session lock by asking again and again, never inside the server, where a statement
 * that waits holds a snapshot or deadlocks with others.
 */
public final class LockWait {
  private LockWait() {}

  static void until(Session session, Duration wait) {
    long end = System.nanoTime() + wait.toNanos();
    Optional<LockHolder> holder = session.tryLock();
    while (holder.isPresent()) {
      if (System.nanoTime() - end >= 0) {
        throw refused(holder.get());
      }
      pause();
      holder = session.tryLock();
    }
  }

  /** The failure of somebody who does not want to wait any longer. */
  public static SqlFailure refused(LockHolder holder) {
    return new SqlFailure(
        SqlFailure.Kind.LOCKED,
        "the session lock of this target is held by " + holder.text() + "; " + holder.wayOut(),
        null,
        0,
        null);
  }

  /** Until it is worth asking again, not at the same time as others who wait. */
  public static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(50, 200)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SqlFailure(
          SqlFailure.Kind.CANCELLED, "interrupted while waiting for the session lock", null, 0, e);
    }
  }
}
