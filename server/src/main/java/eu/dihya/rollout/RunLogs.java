package eu.dihya.rollout;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Json;
import eu.dihya.base.TenantScope;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The timestamped log file of each tenant run, {@code <directory>/<rollout>/<tenant>.ndjson}.
 * Thread-safe.
 */
public final class RunLogs {
  private final Path directory;
  private final ConcurrentHashMap<Path, AtomicLong> sequences = new ConcurrentHashMap<>();

  public RunLogs(Path directory) {
    this.directory = directory;
  }

  /** Where a run's log is. */
  public Path file(String rollout, String tenant) {
    return directory.resolve(rollout).resolve(tenant + ".ndjson");
  }

  /** Appends a line and returns it with its number. */
  public LogLine append(String rollout, String tenant, Instant at, LogLevel level, String text) {
    Path file = file(rollout, tenant);
    AtomicLong sequence = sequences.computeIfAbsent(file, RunLogs::lastSequence);
    synchronized (sequence) {
      LogLine line = new LogLine(sequence.incrementAndGet(), at, level.code(), text);
      write(file, Json.write(line) + "\n");
      return line;
    }
  }

  /**
   * Lines after the given number that contain the text, and how many there are in all; none of a
   * tenant outside of the scope.
   */
  public Found read(TenantScope scope, Run run, Wanted wanted) {
    return scope.contains(run.tenant())
        ? read(file(run.rollout(), run.tenant()), wanted.after(), wanted.search(), wanted.limit())
        : new Found(List.of(), 0);
  }

  /** Whose log is meant. */
  public record Run(String rollout, String tenant) {}

  /**
   * Which lines are wanted.
   *
   * @param after number of the last line that is known; 0 for none
   * @param search text that each line holds, in any case; empty for every line
   * @param limit how many at most
   */
  public record Wanted(long after, String search, int limit) {}

  private static Found read(Path file, long after, String search, int limit) {
    String needle = search.toLowerCase(Locale.ROOT);
    ArrayDeque<LogLine> last = new ArrayDeque<>();
    int total = 0;
    for (LogLine line : lines(file)) {
      if (line.seq() > after && line.text().toLowerCase(Locale.ROOT).contains(needle)) {
        total++;
        last.addLast(line);
        if (last.size() > limit) {
          last.removeFirst();
        }
      }
    }
    return new Found(List.copyOf(last), total);
  }

  /** The newest matching lines, oldest first, and the number of all that match. */
  public record Found(List<LogLine> lines, int total) {}

  /** A crash may have left half a line, in the middle of a character; it is passed over. */
  private static List<LogLine> lines(Path file) {
    List<LogLine> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        whole(line).ifPresent(lines::add);
      }
      return lines;
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new DihyaException(
          ErrorCode.INTERNAL,
          "cannot read the log " + file.getFileName() + ": " + e.getMessage(),
          e);
    }
  }

  private static Optional<LogLine> whole(String line) {
    try {
      return line.endsWith("}") ? Optional.of(Json.read(line, LogLine.class)) : Optional.empty();
    } catch (DihyaException e) {
      return Optional.empty();
    }
  }

  /** The first thing that a process does to a log that it finds: half a line gets its end. */
  private static AtomicLong lastSequence(Path file) {
    List<LogLine> lines = lines(file);
    if (endsInTheMiddle(file)) {
      write(file, "\n");
    }
    return new AtomicLong(lines.isEmpty() ? 0 : lines.getLast().seq());
  }

  private static boolean endsInTheMiddle(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      return channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
    } catch (NoSuchFileException | IllegalArgumentException e) {
      return false; // no file yet, or an empty one
    } catch (IOException e) {
      throw new DihyaException(
          ErrorCode.INTERNAL,
          "cannot read the log " + file.getFileName() + ": " + e.getMessage(),
          e);
    }
  }

  /** The directory is there but for the first line of a rollout. */
  private static void append(Path file, String text) throws IOException {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (NoSuchFileException e) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  private static void write(Path file, String text) {
    try {
      append(file, text);
    } catch (IOException e) {
      throw new DihyaException(
          ErrorCode.INTERNAL, "cannot write the log " + file + ": " + e.getMessage(), e);
    }
  }
}
