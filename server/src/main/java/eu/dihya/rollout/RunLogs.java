package eu.dihya.rollout;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

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

  /** Lines after the given number that contain the text, and how many there are in all. */
  public Found read(String rollout, String tenant, long after, String search, int limit) {
    String needle = search.toLowerCase(Locale.ROOT);
    ArrayDeque<LogLine> last = new ArrayDeque<>();
    int total = 0;
    for (LogLine line : lines(file(rollout, tenant))) {
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

  private static List<LogLine> lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.endsWith("}"))
          .map(line -> Json.read(line, LogLine.class))
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new DihyaException(
          ErrorCode.INTERNAL,
          "cannot read the log " + file.getFileName() + ": " + e.getMessage(),
          e);
    }
  }

  private static AtomicLong lastSequence(Path file) {
    List<LogLine> lines = lines(file);
    return new AtomicLong(lines.isEmpty() ? 0 : lines.getLast().seq());
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new DihyaException(
          ErrorCode.INTERNAL, "cannot write the log " + file + ": " + e.getMessage(), e);
    }
  }
}
