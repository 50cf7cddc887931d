package eu.dihya.change.scripts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The shell that stands between Dihya and a program. It leads a session of its own, so that all
 * that the program starts can be ended at once, waits until it is told to begin, and ends
 * everything when the pipe from Dihya is closed: also when Dihya has been killed.
 */
final class Supervisor {
  /** What it reads first. Nothing has begun before. */
  static final String GO = "go";

  /** What it reads to ask the program and all that it started to end. */
  static final String TERMINATE = "terminate";

  /** How it begins the line, on its standard error, that tells the program's exit code. */
  static final String EXIT = "exit ";

  /**
   * Fixed text; memory limit in KiB and the command are arguments. The signals go to the session's
   * own group only: where there is none, they go to nobody. Whoever may write on the pipes is set
   * right before anything can go wrong: only the program has standard output.
   */
  private static final String TEXT =
      """
      exec 3<&0 </dev/null
      read -r word <&3 || exit 0
      (
        exec 2>&1 3<&-
        unset PWD OLDPWD SHLVL
        ulimit -c 0
        ulimit -v "$1" || exit 126
        shift
        exec "$@"
      ) &
      program=$!
      exec >/dev/null
      trap '' TERM
      (
        while read -r word <&3; do kill -s TERM -- "-$$"; done
        kill -s KILL -- "-$$"
      ) &
      wait "$program"
      echo "exit $?" >&2
      kill -s KILL -- "-$$"
      """;

  private Supervisor() {}

  /** The command that starts it. */
  static List<String> command(ProgramRunner.Limits limits, String interpreter, Path file) {
    return List.of(
        "setsid",
        "sh",
        "-c",
        TEXT,
        "dihya-program",
        Long.toString(limits.memory() / 1024),
        interpreter,
        file.toString());
  }

  /** Which of the commands that are needed is not on this PATH; empty when all are. */
  static List<String> missing(String path, String interpreter) {
    List<Path> directories = List.of(path.split(":")).stream().map(Path::of).toList();
    return List.of("setsid", "sh", interpreter).stream()
        .filter(
            name ->
                directories.stream()
                    .noneMatch(directory -> Files.isExecutable(directory.resolve(name))))
        .distinct()
        .toList();
  }
}
