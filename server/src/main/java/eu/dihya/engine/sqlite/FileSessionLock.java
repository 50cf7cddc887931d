package eu.dihya.engine.sqlite;

import eu.dihya.engine.SqlFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The session lock of an SQLite target: an exclusive lock of the operating system on a file beside the database, which
 * ends with the process. The file stays behind: to delete it would let two owners lock two files of one name.
 */
final class FileSessionLock {
  private static final Duration PAUSE = Duration.ofMillis(50);

  /**
   * Files that this process has locked. Process-wide on purpose: to close any channel on a locked file releases the
   * process's lock on it, so a second session must not even open it.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final String owner;
  private @Nullable FileChannel channel;

  FileSessionLock(Path database, String owner) {
    this.file = database.resolveSibling(database.getFileName() + ".dihya-lock").toAbsolutePath().normalize();
    this.owner = owner;
  }

  Path file() {
    return file;
  }

  /** Who holds the lock now, as far as the file tells. */
  static String holderOf(Path file) {
    try {
      String text = Files.readString(file);
      return text.isBlank() ? "another process" : text;
    } catch (IOException e) {
      return "another process";
    }
  }

  void lock(Duration wait) {
    if (channel != null) {
      return;
    }
    long end = System.nanoTime() + wait.toNanos();
    while (!tryLock()) {
      if (System.nanoTime() - end >= 0) {
        throw new SqlFailure(
            SqlFailure.Kind.LOCKED,
            "the session lock of this target is held by " + holderOf(file) + " (file " + file.getFileName() + ")",
            null,
            0,
            null);
      }
      SqliteSession.pause(PAUSE);
    }
  }

  void unlock() {
    FileChannel held = channel;
    channel = null;
    if (held != null) {
      try {
        held.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        HELD.remove(file);
      }
    }
  }

  private boolean tryLock() {
    if (!HELD.add(file)) {
      return false;
    }
    boolean locked = false;
    try {
      locked = open();
      return locked;
    } catch (IOException e) {
      throw new SqlFailure(SqlFailure.Kind.PRIVILEGE, "cannot lock " + file + ": " + e.getMessage(), null, 0, e);
    } finally {
      if (!locked) {
        HELD.remove(file);
      }
    }
  }

  private boolean open() throws IOException {
    FileChannel opened = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = opened.tryLock();
    if (lock == null) {
      opened.close();
      return false;
    }
    String text =
        "process %d, %s, since %s"
            .formatted(ProcessHandle.current().pid(), owner, Instant.now().truncatedTo(ChronoUnit.SECONDS));
    opened.truncate(0);
    opened.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    channel = opened;
    return true;
  }
}
