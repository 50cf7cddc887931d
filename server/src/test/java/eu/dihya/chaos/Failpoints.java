package eu.dihya.chaos;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Holds every target of a worker where it is to end, so that one halt of the process ends them all,
 * each at its own point. A target whose point is a statement in flight waits for the others before
 * it sends it. Thread-safe.
 */
final class Failpoints {
  static final int HALTED = 77;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final CountDownLatch there;
  private final Duration linger;
  private final AtomicBoolean anyStopped = new AtomicBoolean();

  Failpoints(int targets, Duration linger) {
    this.there = new CountDownLatch(targets);
    this.linger = linger;
  }

  /** Ends the process once all targets are where they should be; nothing if none is to be ended. */
  void watch() {
    Thread.ofPlatform().daemon().start(this::halt);
  }

  private void halt() {
    try {
      there.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (anyStopped.get()) {
        Thread.sleep(linger);
        Runtime.getRuntime().halt(HALTED);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A target is at its point: it goes no further. */
  void stopHere() {
    anyStopped.set(true);
    there.countDown();
    stay();
  }

  /** A target is about to send what is to be in flight: it waits until all others are in place. */
  void beforeFlight() {
    anyStopped.set(true);
    there.countDown();
    try {
      there.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What was in flight was answered; the product never hears of it. */
  void afterFlight() {
    stay();
  }

  /** A target came to its end without reaching its point. */
  void ended() {
    there.countDown();
  }

  private static void stay() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
