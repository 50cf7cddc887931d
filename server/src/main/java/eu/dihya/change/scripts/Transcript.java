package eu.dihya.change.scripts;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * How much of a program's output is logged: the first 64 kB as they come, and of the rest the last
 * 64 kB at its end. Not thread-safe.
 */
final class Transcript {
  private static final int AT_ONCE = 1 << 16;
  private static final int AT_END = 1 << 16;
  private static final int LAST_LINES = 10;

  private final Consumer<String> log;
  private final Deque<String> held = new ArrayDeque<>();
  private final Deque<String> last = new ArrayDeque<>();
  private int logged;
  private int heldSize;
  private long leftOut;

  Transcript(Consumer<String> log) {
    this.log = log;
  }

  void add(String line) {
    last.addLast(line);
    if (last.size() > LAST_LINES) {
      last.removeFirst();
    }
    if (logged + line.length() <= AT_ONCE && held.isEmpty()) {
      logged += line.length() + 1;
      log.accept(line);
      return;
    }
    held.addLast(line);
    heldSize += line.length() + 1;
    while (heldSize > AT_END) {
      heldSize -= held.removeFirst().length() + 1;
      leftOut++;
    }
  }

  /** Logs what was held back. */
  void end() {
    if (leftOut > 0) {
      log.accept("… " + leftOut + " lines are left out …");
    }
    held.forEach(log);
    held.clear();
  }

  /** The last lines, for an error message. */
  List<String> last() {
    return List.copyOf(last);
  }
}
