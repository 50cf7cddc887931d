package eu.dihya.engine.mysql;

import eu.dihya.engine.SqlFailure;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops the statement that runs on one connection by {@code KILL QUERY} from a second one, and
 * never the statement after it: the next cannot start while a kill is under way. Thread-safe.
 */
final class Interrupter {
  private static final Logger LOG = LoggerFactory.getLogger(Interrupter.class);

  private final Vertx vertx;
  private final Login login;
  private final ServerFacts facts;
  private final Duration connect;
  private final ReentrantLock gate = new ReentrantLock();
  private boolean running;
  private boolean expired;
  private Optional<String> waitedFor = Optional.empty();

  Interrupter(Vertx vertx, Login login, ServerFacts facts, Duration connect) {
    this.vertx = vertx;
    this.login = login.withoutDatabase();
    this.facts = facts;
    this.connect = connect;
  }

  /** A statement is about to be sent. */
  void started() {
    gate.lock();
    try {
      running = true;
      expired = false;
      waitedFor = Optional.empty();
    } finally {
      gate.unlock();
    }
  }

  /** The statement has been answered, or its answer is no longer awaited. */
  void ended() {
    gate.lock();
    try {
      running = false;
    } finally {
      gate.unlock();
    }
  }

  /** Whether the last statement was stopped because it outlived its limit. */
  boolean expired() {
    return expired;
  }

  /** When the last statement was stopped by its limit while it waited for a lock: who held it. */
  Optional<String> waitedFor() {
    return waitedFor;
  }

  /** Stops what runs now; does nothing when nothing does. */
  void cancel() {
    gate.lock();
    try {
      if (running) {
        stop(false);
      }
    } finally {
      gate.unlock();
    }
  }

  /**
   * Stops the running statement because it has outlived its limit. Never throws: the connection's
   * patience remains.
   */
  void expire() {
    gate.lock();
    try {
      expired = true;
      stop(true);
    } catch (SqlFailure e) {
      LOG.warn("cannot stop a statement of connection {}: {}", facts.connection(), e.getMessage());
    } finally {
      gate.unlock();
    }
  }

  private void stop(boolean explain) {
    try (Wire second = Wire.open(vertx, login, connect, connect)) {
      if (explain) {
        waitedFor = new Processes(second, facts).whoBlocks();
      }
      second.run("KILL QUERY " + facts.connection());
    } catch (MySQLException e) {
      throw Failures.of(e, "KILL QUERY");
    }
  }
}
