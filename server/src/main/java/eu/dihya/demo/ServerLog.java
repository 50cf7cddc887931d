package eu.dihya.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What one run of a server has written to its log, which it shares with the runs before.
 *
 * @param begin the size of the log in bytes when the run began
 */
record ServerLog(Path path, long begin) {
  private static final int MOST_LINES = 10;
  private static final int MOST_BYTES = 1 << 20;
  private static final Pattern ERROR =
      Pattern.compile("\\[ERROR\\]|\\bFATAL:|\\bPANIC:|\\bERROR:|\\berror:");

  /** From now on. */
  static ServerLog of(Path path) throws IOException {
    return new ServerLog(path, Files.exists(path) ? Files.size(path) : 0);
  }

  /**
   * Why the server ended, in one line: the first error that it wrote and what stands behind it,
   * because the last lines only say what followed; without an error, the end of the log.
   */
  String reason() {
    try {
      List<String> lines = lines();
      int first = firstError(lines);
      int from = first >= 0 ? first : Math.max(0, lines.size() - MOST_LINES);
      List<String> shown = lines.subList(from, Math.min(lines.size(), from + MOST_LINES));
      return shown.isEmpty() ? "it wrote nothing to " + path : String.join(" | ", shown);
    } catch (IOException e) {
      return "and its log cannot be read (" + e.getMessage() + ")";
    }
  }

  private static int firstError(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (ERROR.matcher(lines.get(i)).find()) {
        return i;
      }
    }
    return -1;
  }

  private List<String> lines() throws IOException {
    try (InputStream stream = Files.newInputStream(path)) {
      stream.skipNBytes(begin);
      String text = new String(stream.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isBlank()).toList();
    }
  }
}
