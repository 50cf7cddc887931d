package eu.dihya.catalog;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The comments before the first section or statement: where Purpose, Impact and Rollback stand. Not
 * thread-safe.
 */
final class Preamble {
  private static final Pattern HEADER =
      Pattern.compile("(?i)(purpose|impact|rollback)\\s*:\\s*(.*)");
  private static final Pattern CONTINUES = Pattern.compile("\\s*--\\s{2,}(\\S.*)");

  private final Map<String, String> lines = new TreeMap<>();
  private String current = "";
  private boolean inBlockComment;

  /** Takes the next line. Returns false when something stands on it that is not a comment. */
  boolean accept(SourceLine line) {
    String rest = line.text().strip();
    if (!inBlockComment && (rest.startsWith("--") || rest.startsWith("#"))) {
      header(line);
      return true;
    }
    current = "";
    while (!rest.isEmpty()) {
      if (inBlockComment) {
        int end = rest.indexOf("*/");
        inBlockComment = end < 0;
        rest = end < 0 ? "" : rest.substring(end + 2).strip();
      } else if (rest.startsWith("/*") && !rest.startsWith("/*!")) {
        inBlockComment = true;
        rest = rest.substring(2);
      } else {
        return rest.startsWith("--");
      }
    }
    return true;
  }

  MigrationHeader header() {
    return new MigrationHeader(line("purpose"), line("impact"), line("rollback"));
  }

  private void header(SourceLine line) {
    Matcher header = HEADER.matcher(line.comment());
    Matcher continued = CONTINUES.matcher(line.text());
    if (header.matches()) {
      current = header.group(1).toLowerCase(Locale.ROOT);
      lines.put(current, header.group(2).strip());
    } else if (!current.isEmpty() && continued.matches()) {
      lines.merge(
          current, continued.group(1).strip(), (first, more) -> (first + " " + more).strip());
    } else {
      current = "";
    }
  }

  private Optional<String> line(String key) {
    return Optional.ofNullable(lines.get(key)).filter(text -> !text.isBlank());
  }
}
