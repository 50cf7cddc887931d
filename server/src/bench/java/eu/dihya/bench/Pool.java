package eu.dihya.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads of a fixed number, which work a list off. */
final class Pool {
  private Pool() {}

  /** What is done for one item. */
  interface Work<T> {
    void on(T item) throws SQLException;
  }

  /** Works the list off and returns how long that took, in nanoseconds. */
  static <T> long work(int width, List<T> items, Work<T> work) {
    try (ExecutorService threads = Executors.newFixedThreadPool(width)) {
      long begun = System.nanoTime();
      List<Future<?>> running = new ArrayList<>();
      for (T item : items) {
        running.add(
            threads.submit(
                () -> {
                  work.on(item);
                  return null;
                }));
      }
      for (Future<?> future : running) {
        future.get();
      }
      return System.nanoTime() - begun;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
