package eu.dihya.engine.sqlite;

import eu.dihya.engine.SqlFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The platform threads on which all SQLite code runs. It is native code, which pins the carrier of
 * a virtual thread: a few long statements would stop every virtual thread of the process.
 * Thread-safe.
 */
final class SqliteThreads implements AutoCloseable {
  /** A call into the driver. */
  interface Work<T> {
    T run() throws SQLException;
  }

  private final ThreadPoolExecutor executor;

  SqliteThreads(int threads) {
    executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("sqlite-", 1).factory());
    executor.allowCoreThreadTimeOut(true);
  }

  /**
   * Runs the work and waits for it.
   *
   * @param timeout counted from when the work begins, not from when it is queued
   * @param interrupt stops the work when the time is over or the caller is interrupted
   * @throws SqlFailure kind STATEMENT_TIMEOUT or CANCELLED
   */
  <T> T call(Work<T> work, Duration timeout, Runnable interrupt) throws SQLException {
    var begun = new AtomicLong();
    Future<T> future =
        executor.submit(
            () -> {
              begun.set(System.nanoTime());
              return work.run();
            });
    try {
      return within(future, timeout, begun);
    } catch (TimeoutException e) {
      interrupt.run();
      return afterTimeout(future, timeout);
    } catch (InterruptedException e) {
      future.cancel(false);
      interrupt.run();
      Thread.currentThread().interrupt();
      throw new SqlFailure(SqlFailure.Kind.CANCELLED, "the statement was interrupted", null, 0, e);
    } catch (ExecutionException e) {
      throw unwrapped(e);
    }
  }

  /** Waits once for most work: nothing tells the caller that it has begun. */
  private static <T> T within(Future<T> future, Duration timeout, AtomicLong begun)
      throws InterruptedException, ExecutionException, TimeoutException {
    long left = timeout.toNanos();
    while (true) {
      try {
        return future.get(left, TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        long ran = begun.get() == 0 ? 0 : System.nanoTime() - begun.get();
        left = timeout.toNanos() - ran;
        if (left <= 0) {
          throw e;
        }
      }
    }
  }

  @Override
  public void close() {
    executor.shutdown();
  }

  private static <T> T afterTimeout(Future<T> future, Duration timeout) throws SQLException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new SqlFailure(
          SqlFailure.Kind.STATEMENT_TIMEOUT,
          "the statement ran longer than its timeout of "
              + timeout.toMillis()
              + " ms and was stopped",
          "SQLITE_INTERRUPT",
          0,
          e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SqlFailure(SqlFailure.Kind.CANCELLED, "the statement was interrupted", null, 0, e);
    }
  }

  private static SQLException unwrapped(ExecutionException e) {
    return switch (e.getCause()) {
      case SQLException failure -> failure;
      case RuntimeException failure -> throw failure;
      case Error failure -> throw failure;
      case null -> throw new IllegalStateException(e);
      case Throwable failure -> throw new IllegalStateException(failure);
    };
  }
}
