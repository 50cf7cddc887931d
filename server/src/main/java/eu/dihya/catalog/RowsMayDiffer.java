package eu.dihya.catalog;

import eu.dihya.base.SourcePosition;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line {@code -- rows:may-differ TABLE REASON} of a file: the table that a migration copies may
 * come out of it with another number of rows.
 *
 * @param table as in the file, without quotes, in lower case; empty when it is missing
 * @param reason empty when it is missing
 */
public record RowsMayDiffer(SourcePosition position, String table, String reason) {
  private static final String PREFIX = "rows:may-differ";

  /** A table, in quotes or not, and the reason. */
  private static final Pattern WORDS =
      Pattern.compile("((?:\"[^\"]+\"|`[^`]+`|\\[[^\\]]+\\]|[^\\s\"`\\[])+)\\s*(.*)");

  /** The lines of a file, whole or not. */
  public static List<RowsMayDiffer> of(MigrationFile file) {
    return FileComments.of(file, text -> text.startsWith(PREFIX)).stream()
        .map(RowsMayDiffer::read)
        .toList();
  }

  /** Whether it names this table, and says why. */
  public boolean allows(String name) {
    return !reason.isEmpty() && table.equals(name.toLowerCase(Locale.ROOT));
  }

  private static RowsMayDiffer read(FileComments.Comment comment) {
    Matcher words = WORDS.matcher(comment.text().substring(PREFIX.length()).strip());
    if (!words.matches()) {
      return new RowsMayDiffer(comment.position(), "", "");
    }
    String table = words.group(1).replaceAll("[\"`\\[\\]]", "").toLowerCase(Locale.ROOT);
    return new RowsMayDiffer(comment.position(), table, words.group(2));
  }
}
