package eu.dihya.rollout;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The work that is going on for one rollout, each on a thread of its own. Thread-safe. */
final class RunsAtWork {
  private final Map<String, RunInProgress> working = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final AtomicBoolean cancelling = new AtomicBoolean();

  void begin(String tenant, RunInProgress run) {
    working.put(tenant, run);
  }

  void finished(String tenant) {
    lock.lock();
    try {
      working.remove(tenant);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** What can be cancelled is, when it is next asked for. */
  void cancelSoon() {
    cancelling.set(true);
  }

  void cancelIfAsked() {
    if (cancelling.getAndSet(false)) {
      working.values().forEach(RunInProgress::cancel);
    }
  }

  void awaitIdle() {
    lock.lock();
    try {
      while (!working.isEmpty()) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }
}
