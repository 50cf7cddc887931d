package eu.dihya.engine.mysql;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a view as the server keeps it, every name quoted and every table qualified with its
 * database, made independent of where it stands. A table or an alias may have the database's own
 * name, so a name is taken away only where nothing but a database can stand. Pure.
 */
final class ViewText {
  /** A string literal, or names in backquotes joined by dots. */
  private static final Pattern PIECE =
      Pattern.compile("'(?:[^'\\\\]|''|\\\\.)*'|`(?:[^`]|``)*`(?:\\.`(?:[^`]|``)*`)*");

  private static final Pattern NAME = Pattern.compile("`(?:[^`]|``)*`");
  private static final Pattern WORD_BEFORE = Pattern.compile("([A-Za-z_]+)[\\s(]*$");
  private static final Set<String> BEFORE_TABLES = Set.of("from", "join", "straight_join");

  private ViewText() {}

  static String unqualified(String text, String database) {
    String qualifier = "`" + database.replace("`", "``") + "`";
    Matcher piece = PIECE.matcher(text);
    StringBuilder result = new StringBuilder();
    while (piece.find()) {
      String found = piece.group();
      boolean strip =
          found.startsWith(qualifier + ".")
              && standsForDatabase(text, piece.start(), piece.end(), found);
      String kept = strip ? found.substring(qualifier.length() + 1) : found;
      piece.appendReplacement(result, Matcher.quoteReplacement(kept));
    }
    return piece.appendTail(result).toString();
  }

  private static boolean standsForDatabase(String text, int start, int end, String names) {
    long parts = NAME.matcher(names).results().count();
    if (parts != 2) {
      return parts == 3;
    }
    boolean call = end < text.length() && text.charAt(end) == '(';
    Matcher before = WORD_BEFORE.matcher(text.substring(Math.max(0, start - 200), start));
    return call || (before.find() && BEFORE_TABLES.contains(before.group(1)));
  }
}
