package eu.dihya.engine.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which processes of this machine have a database locked. SQLite does not tell; Linux does, in
 * {@code /proc}. Elsewhere nothing is found.
 */
final class Processes {
  private static final Path LOCKS = Path.of("/proc/locks");

  /** {@code 3: POSIX ADVISORY WRITE 4711 fd:01:1234567 1073741824 1073742335}. */
  private static final Pattern LOCK =
      Pattern.compile("\\d+: \\w+\\s+\\w+\\s+\\w+\\s+(-?\\d+) \\w+:\\w+:(\\d+) .*");

  private Processes() {}

  /** Who has locks on the database or its companions; empty when nobody can be seen. */
  static Optional<String> locking(Path database) {
    Set<String> inodes = inodes(database);
    Set<Long> holders = new LinkedHashSet<>();
    for (String line : lines()) {
      Matcher lock = LOCK.matcher(line);
      if (lock.matches() && inodes.contains(lock.group(2))) {
        holders.add(Long.parseLong(lock.group(1)));
      }
    }
    return holders.isEmpty()
        ? Optional.empty()
        : Optional.of(
            holders.stream().map(Processes::describe).collect(Collectors.joining(" and ")));
  }

  /** Whether a process has been stopped by a signal and not ended. */
  static boolean isStopped(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.startsWith(") T", stat.lastIndexOf(')'));
    } catch (IOException e) {
      return false;
    }
  }

  private static String describe(long pid) {
    if (pid == ProcessHandle.current().pid()) {
      return "another connection of this process";
    }
    String name =
        ProcessHandle.of(pid)
            .flatMap(process -> process.info().command())
            .map(command -> " (" + Path.of(command).getFileName() + ")")
            .orElse("");
    return pid <= 0
        ? "a process outside of this container"
        : "process " + pid + name + (isStopped(pid) ? ", which is stopped" : "");
  }

  private static Set<String> inodes(Path database) {
    Set<String> inodes = new LinkedHashSet<>();
    for (String companion : List.of("", "-wal", "-shm")) {
      try {
        Path file = database.resolveSibling(database.getFileName() + companion);
        inodes.add(String.valueOf(Files.getAttribute(file, "unix:ino")));
      } catch (IOException | UnsupportedOperationException e) {
        // Not there, or not a Unix: then there is nothing to find.
      }
    }
    return inodes;
  }

  private static List<String> lines() {
    try {
      return Files.exists(LOCKS) ? Files.readAllLines(LOCKS) : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }
}
