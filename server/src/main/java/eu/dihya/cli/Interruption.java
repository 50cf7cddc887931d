package eu.dihya.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.utils.Signals;

/**
 * Ctrl-C as something that can be waited for: the first is noticed, the second halts the process.
 * Thread-safe.
 */
final class Interruption implements AutoCloseable {
  private static final List<String> SIGNALS = List.of("INT", "TERM");

  private final CountDownLatch first = new CountDownLatch(1);
  private final AtomicInteger count = new AtomicInteger();
  private final Runnable halt;
  private final List<Runnable> restore = new ArrayList<>();

  /** One that hears no signals by itself. */
  Interruption(Runnable halt) {
    this.halt = halt;
  }

  /** Listens to the process's signals until it is closed. */
  static Interruption ofProcess() {
    var interruption = new Interruption(() -> Runtime.getRuntime().halt(Exit.INTERRUPTED));
    for (String signal : SIGNALS) {
      Object before = Signals.register(signal, interruption::signal);
      interruption.restore.add(() -> Signals.unregister(signal, before));
    }
    return interruption;
  }

  void signal() {
    if (count.incrementAndGet() == 1) {
      first.countDown();
    } else {
      halt.run();
    }
  }

  /** Waits so long; whether there was a signal. */
  boolean await(Duration time) {
    try {
      return first.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    restore.forEach(Runnable::run);
  }
}
