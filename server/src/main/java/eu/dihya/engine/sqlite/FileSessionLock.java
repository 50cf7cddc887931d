package eu.dihya.engine.sqlite;

import eu.dihya.engine.LockHolder;
import eu.dihya.engine.SqlFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The session lock of an SQLite target: an exclusive lock of the operating system on a file beside
 * the database, which ends with the process. The file stays behind: to delete it would let two
 * owners lock two files of one name.
 */
final class FileSessionLock {
  private static final Pattern PROCESS = Pattern.compile("process (\\d+)");

  /**
   * Files that this process has locked, with who did. Process-wide on purpose: to close any channel
   * on a locked file releases the process's lock on it, so nobody here may even open it to read.
   * Guarded by {@link #GATE}.
   */
  private static final Map<Path, String> HELD = new HashMap<>();

  private static final ReentrantLock GATE = new ReentrantLock();

  private final Path file;
  private final String owner;
  private @Nullable FileChannel channel;

  FileSessionLock(Path database, String owner) {
    this.file =
        database
            .resolveSibling(database.getFileName() + ".dihya-lock")
            .toAbsolutePath()
            .normalize();
    this.owner = owner;
  }

  Path file() {
    return file;
  }

  /** Who holds the lock, or held it last, as far as can be told. */
  static String holderOf(Path file) {
    GATE.lock();
    try {
      String here = HELD.get(file);
      if (here != null) {
        return here;
      }
      String text = Files.readString(file);
      return text.isBlank() ? "another process" : text;
    } catch (IOException e) {
      return "another process";
    } finally {
      GATE.unlock();
    }
  }

  /** Takes it if it is free, else says who has it. */
  Optional<LockHolder> tryTake() {
    return channel != null || tryLock() ? Optional.empty() : Optional.of(holder());
  }

  /** No other process can end the lock of a process that lives, not even of one that is stopped. */
  private LockHolder holder() {
    String holder = holderOf(file);
    Matcher pid = PROCESS.matcher(holder);
    long process = pid.lookingAt() ? Long.parseLong(pid.group(1)) : 0;
    String state = Processes.isStopped(process) ? ", which is stopped" : "";
    return LockHolder.stranger(
        holder + " (file " + file.getFileName() + ")" + state,
        process == 0 || process == ProcessHandle.current().pid()
            ? "it ends with its session"
            : "it ends with that process: wait, or end process " + process);
  }

  void unlock() {
    FileChannel held = channel;
    channel = null;
    if (held != null) {
      GATE.lock();
      try {
        held.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        HELD.remove(file);
        GATE.unlock();
      }
    }
  }

  private boolean tryLock() {
    GATE.lock();
    try {
      return !HELD.containsKey(file) && open();
    } catch (IOException e) {
      throw new SqlFailure(
          SqlFailure.Kind.PRIVILEGE, "cannot lock " + file + ": " + e.getMessage(), null, 0, e);
    } finally {
      GATE.unlock();
    }
  }

  private boolean open() throws IOException {
    FileChannel opened =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (opened.tryLock() == null) {
      opened.close();
      return false;
    }
    String note =
        "process %d, %s, since %s"
            .formatted(
                ProcessHandle.current().pid(),
                owner,
                Instant.now().truncatedTo(ChronoUnit.SECONDS));
    channel = opened;
    HELD.put(file, note);
    opened.truncate(0);
    opened.write(ByteBuffer.wrap(note.getBytes(StandardCharsets.UTF_8)));
    return true;
  }
}
