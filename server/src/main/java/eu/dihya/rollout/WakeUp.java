package eu.dihya.rollout;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Wakes one rollout. Whoever asks again while it is set sets no second alarm. Thread-safe. */
final class WakeUp {
  private final RolloutContext.Alarm alarm;
  private final Runnable then;
  private final AtomicReference<@Nullable Instant> set = new AtomicReference<>();

  WakeUp(RolloutContext.Alarm alarm, Runnable then) {
    this.alarm = alarm;
    this.then = then;
  }

  /** Wakes at this time or before it; who is woken too early asks again. */
  void at(Instant time) {
    Instant before = set.get();
    boolean later = before != null && !before.isAfter(time);
    if (!later && set.compareAndSet(before, time)) {
      alarm.at(time, () -> ring(time));
    }
  }

  private void ring(Instant time) {
    set.compareAndSet(time, null);
    then.run();
  }
}
