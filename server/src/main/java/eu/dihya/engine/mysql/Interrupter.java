package eu.dihya.engine.mysql;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stops the statement that runs on one connection by {@code KILL QUERY} from a second one, and never the statement after
 * it: the next cannot start while a kill is under way. Thread-safe.
 */
final class Interrupter {
  /** Sends {@code KILL QUERY}. */
  interface Kill {
    void send();
  }

  private final Kill kill;
  private final Duration limit;
  private final ReentrantLock gate = new ReentrantLock();
  private long statement;
  private boolean running;
  private boolean expired;

  Interrupter(Kill kill, Duration limit) {
    this.kill = kill;
    this.limit = limit;
  }

  /** A statement is about to be sent; returns its number. */
  long started() {
    gate.lock();
    try {
      running = true;
      expired = false;
      return ++statement;
    } finally {
      gate.unlock();
    }
  }

  /** The statement has been answered, or its answer is no longer awaited; tells whether it outlived its limit. */
  boolean ended() {
    gate.lock();
    try {
      running = false;
      return expired;
    } finally {
      gate.unlock();
    }
  }

  /** Stops what runs now; does nothing when nothing does. */
  void cancel() {
    gate.lock();
    try {
      if (running) {
        kill.send();
      }
    } finally {
      gate.unlock();
    }
  }

  /** Stops the given statement if it still runs. */
  void expire(long number) {
    gate.lock();
    try {
      if (running && statement == number) {
        expired = true;
        kill.send();
      }
    } finally {
      gate.unlock();
    }
  }

  Duration limit() {
    return limit;
  }
}
