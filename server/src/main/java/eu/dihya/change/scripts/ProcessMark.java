package eu.dihya.change.scripts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Names the session of processes of one program so that another process, perhaps a later one, can
 * tell whether any of it is left.
 *
 * @param machine this start of this machine, and which of its processes can be seen; empty where
 *     nobody can tell
 * @param pid of the session's leader
 * @param start when the leader began, in the machine's ticks
 */
public record ProcessMark(String machine, long pid, long start) {
  private static final Path PROC = Path.of("/proc");
  private static final Pattern TEXT =
      Pattern.compile("program (\\d+) started (\\d+) on ([0-9a-f]*|-)");

  /** What has become of it. */
  public enum Fate {
    RUNNING,
    GONE,
    /** It ran on another machine, or before this one was started anew. */
    UNKNOWN
  }

  /** The mark of a process that was just started. */
  public static ProcessMark of(long pid) {
    return ProcessStat.of(pid)
        .map(stat -> new ProcessMark(thisMachine(), pid, stat.start()))
        .orElseGet(() -> new ProcessMark("", pid, 0));
  }

  /** Reads what {@link #text()} wrote; empty for any other text. */
  public static Optional<ProcessMark> read(String text) {
    Matcher mark = TEXT.matcher(text);
    return mark.matches()
        ? Optional.of(
            new ProcessMark(
                mark.group(3).replace("-", ""),
                Long.parseLong(mark.group(1)),
                Long.parseLong(mark.group(2))))
        : Optional.empty();
  }

  /** At most 100 characters. */
  public String text() {
    return "program %d started %d on %s".formatted(pid, start, machine.isEmpty() ? "-" : machine);
  }

  /** Whether the leader or anybody of its session is still there. */
  public Fate fate() {
    if (machine.isEmpty() || !machine.equals(thisMachine())) {
      return Fate.UNKNOWN;
    }
    Optional<ProcessStat> leader = ProcessStat.of(pid);
    if (leader.filter(stat -> stat.start() != start).isPresent()) {
      return Fate.GONE; // a number is not given again while somebody is in its session
    }
    return leader.filter(ProcessStat::lives).isPresent() || hasMembers() ? Fate.RUNNING : Fate.GONE;
  }

  private boolean hasMembers() {
    try (Stream<Path> processes = Files.list(PROC)) {
      return processes
          .map(process -> String.valueOf(process.getFileName()))
          .filter(name -> name.matches("\\d+"))
          .flatMap(name -> ProcessStat.of(Long.parseLong(name)).stream())
          .anyMatch(stat -> stat.session() == pid && stat.lives());
    } catch (IOException e) {
      return false;
    }
  }

  /** Two containers of one machine have the same boot and other process numbers, so both count. */
  private static String thisMachine() {
    try {
      String boot = Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
      String numbers = Files.readSymbolicLink(PROC.resolve("self/ns/pid")).toString();
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((boot + " " + numbers).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
