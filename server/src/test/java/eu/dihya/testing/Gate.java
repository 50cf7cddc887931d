package eu.dihya.testing;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets threads pass while it is open. Thread-safe. */
final class Gate {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition opened = lock.newCondition();
  private boolean shut;

  void pass() throws InterruptedException {
    lock.lock();
    try {
      while (shut) {
        opened.await();
      }
    } finally {
      lock.unlock();
    }
  }

  void shut() {
    set(true);
  }

  void open() {
    set(false);
  }

  private void set(boolean value) {
    lock.lock();
    try {
      shut = value;
      opened.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
