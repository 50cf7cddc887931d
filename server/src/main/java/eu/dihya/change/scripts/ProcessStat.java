package eu.dihya.change.scripts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What Linux says of a process in {@code /proc}; elsewhere nothing is found.
 *
 * @param state {@code S}, {@code R}, {@code Z} …
 * @param start in ticks since the machine was started
 */
record ProcessStat(String state, long session, long start) {
  private static final int SESSION = 3;
  private static final int START = 19;

  static Optional<ProcessStat> of(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return Optional.of(
          new ProcessStat(words[0], Long.parseLong(words[SESSION]), Long.parseLong(words[START])));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Not one that has ended and was only not yet buried by its parent. */
  boolean lives() {
    return !state.equals("Z") && !state.equals("X");
  }
}
