package eu.dihya.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The database that holds what the product knows. SQLite is native code and would pin a virtual
 * thread's carrier, so every call runs on one platform thread; callers wait for it. Thread-safe.
 */
public final class ControlStore implements AutoCloseable {
  private static final int TOGETHER = 64;

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final BlockingQueue<StoreCall<?>> waiting = new LinkedBlockingQueue<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("control-store").daemon().factory());

  private ControlStore(HikariDataSource pool) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
  }

  /**
   * Opens the store, making it and bringing it to this version's schema where needed.
   *
   * @throws DihyaException CONFIGURATION when it was written by a newer version, cannot be opened
   *     or is damaged
   */
  public static ControlStore open(Path file) {
    try {
      Path directory = file.toAbsolutePath().getParent();
      if (directory != null) {
        Files.createDirectories(directory);
      }
    } catch (IOException e) {
      throw new DihyaException(
          ErrorCode.CONFIGURATION,
          "cannot make the directory of the control store " + file + ": " + e.getMessage(),
          e);
    }
    ControlStore store = new ControlStore(pool(file));
    try {
      store.refuseDamage(file);
      store.run(handle -> new StoreSchema(handle, file).bringUp());
      return store;
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /** Runs the body, wholly or not at all, and waits until that is on the disk. */
  <T> T call(Function<Handle, T> body) {
    StoreCall<T> call = new StoreCall<>(body);
    waiting.add(call);
    try {
      thread.execute(this::work);
    } catch (RejectedExecutionException e) {
      throw new DihyaException(ErrorCode.INTERNAL, "the control store is closed", e);
    }
    return await(call.end());
  }

  /** All that waits by now shares one transaction, and so one wait for the disk. */
  private void work() {
    List<StoreCall<?>> calls = new ArrayList<>();
    waiting.drainTo(calls, TOGETHER);
    if (calls.isEmpty()) {
      return;
    }
    try {
      jdbi.useTransaction(
          handle -> {
            if (calls.size() == 1) {
              calls.getFirst().runAlone(handle);
            } else {
              calls.forEach(call -> call.runAmongOthers(handle));
            }
          });
      calls.forEach(StoreCall::committed);
    } catch (RuntimeException e) {
      calls.forEach(call -> call.lost(e));
    } catch (Error e) {
      calls.forEach(call -> call.lost(new IllegalStateException(e)));
      throw e;
    }
  }

  /** Runs the body, wholly or not at all, and waits until that is on the disk. */
  void run(Consumer<Handle> body) {
    call(
        handle -> {
          body.accept(handle);
          return true;
        });
  }

  /** The database's own findings; a sound one says {@code ok} alone. */
  public List<String> integrityCheck() {
    return findings("PRAGMA integrity_check(100)");
  }

  private void refuseDamage(Path file) {
    List<String> findings = findings("PRAGMA quick_check(1)");
    if (!findings.equals(List.of("ok"))) {
      throw new DihyaException(
          ErrorCode.CONFIGURATION,
          "the control store "
              + file
              + " is damaged: "
              + String.join("; ", findings)
              + "; restore it from a copy");
    }
  }

  /** Damage can also keep the check itself from going on. */
  private List<String> findings(String check) {
    try {
      return call(
          handle -> {
            // Else pages that were read before the damage are taken for sound.
            handle.execute("PRAGMA shrink_memory");
            return handle.createQuery(check).mapTo(String.class).list();
          });
    } catch (DihyaException e) {
      return List.of(e.text());
    }
  }

  /** Rows that refer to something that is not there. */
  public int brokenReferences() {
    return call(handle -> handle.createQuery("PRAGMA foreign_key_check").mapToMap().list().size());
  }

  public int schemaVersion() {
    return call(StoreSchema::version);
  }

  @Override
  public void close() {
    thread.close();
    pool.close();
  }

  private static HikariDataSource pool(Path file) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:sqlite:" + file);
    config.setMaximumPoolSize(1);
    config.setPoolName("control-store");
    config.addDataSourceProperty("journal_mode", "WAL");
    config.addDataSourceProperty("synchronous", "FULL");
    config.addDataSourceProperty("foreign_keys", "true");
    config.addDataSourceProperty("busy_timeout", "5000");
    config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException e) {
      throw new DihyaException(
          ErrorCode.CONFIGURATION,
          "cannot open the control store "
              + file
              + ": "
              + rootMessage(e)
              + "; check the path, its permissions, and that the file is a Dihya control store",
          e);
    }
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DihyaException(
          ErrorCode.INTERNAL, "interrupted while writing to the control store", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DihyaException known) {
        throw known;
      }
      throw new DihyaException(
          ErrorCode.INTERNAL, "the control store failed: " + rootMessage(e), e);
    }
  }

  private static String rootMessage(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
