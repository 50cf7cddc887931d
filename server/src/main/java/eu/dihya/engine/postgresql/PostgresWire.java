package eu.dihya.engine.postgresql;

import eu.dihya.engine.Answer;
import eu.dihya.engine.SqlFailure;
import eu.dihya.engine.SqlFailure.Kind;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Waits for what one connection answers, in the order in which it was sent. What fails without
 * anybody waiting for it comes out of the next wait, because the server refuses what is behind it
 * for no other reason.
 */
final class PostgresWire {
  private final PgConnection connection;
  private final Duration patience;
  private final Duration statementTimeout;
  private volatile boolean cancelled;
  private volatile @Nullable Throwable unheard;
  private volatile long lastAnswer;

  /**
   * @param patience how long the server may be silent
   */
  PostgresWire(PgConnection connection, Duration patience, Duration statementTimeout) {
    this.connection = connection;
    this.patience = patience;
    this.statementTimeout = statementTimeout;
  }

  /** Somebody asks the server to stop what runs; may be called from any thread. */
  void cancelled() {
    cancelled = true;
  }

  /** A transaction begins or is given up: what failed before it is over. */
  void forget() {
    unheard = null;
  }

  /** Nobody waits for this by itself. */
  void post(Future<?> sent) {
    sent.onFailure(
        failure -> {
          if (unheard == null) {
            unheard = failure;
          }
        });
  }

  /** How long the server took for it: since the answer before it, or since it was sent. */
  Future<Answer.Ran> timed(Future<Long> sent) {
    long begun = System.nanoTime();
    return sent.map(
        rows -> {
          long now = System.nanoTime();
          long since = lastAnswer - begun > 0 ? lastAnswer : begun;
          lastAnswer = now;
          return new Answer.Ran(rows, now - since);
        });
  }

  /**
   * @throws SqlFailure what it failed with, or something before it that nobody waited for
   */
  <T> T await(Future<T> sent) {
    long begin = System.nanoTime();
    try {
      return sent.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      connection.close();
      throw PostgresErrors.lost(
          new TimeoutException("no answer within " + patience.toSeconds() + " s"));
    } catch (RuntimeException e) {
      Throwable first = unheard;
      throw translated(first == null ? e : first, begin);
    } catch (Exception e) {
      connection.close();
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw PostgresErrors.lost(e);
    } finally {
      cancelled = false;
    }
  }

  /**
   * One SQLSTATE stands for a timeout and for a request to stop, and the text is in the server's
   * language.
   */
  private SqlFailure translated(Throwable e, long begin) {
    SqlFailure failure = PostgresErrors.of(e);
    boolean timeout =
        failure.kind() == Kind.CANCELLED
            && !cancelled
            && System.nanoTime() - begin >= statementTimeout.toNanos();
    return timeout && e instanceof PgException answer
        ? PostgresErrors.answered(answer, Kind.STATEMENT_TIMEOUT)
        : failure;
  }
}
