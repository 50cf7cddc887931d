package eu.dihya.engine.mysql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where in a statement a syntax error is, from the server's quotation of what follows it. Pure. */
final class SyntaxPosition {
  private static final Pattern NEAR = Pattern.compile("(?s)near '(.*)' at line (\\d+)\\s*$");

  /** May be a person's; the sizes of types are shorter. */
  private static final Pattern LONG_NUMBER = Pattern.compile("\\d{6,}");

  /**
   * The server quotes this much at most; a shorter quotation reaches to the end of the statement.
   */
  private static final int QUOTED = 80;

  private SyntaxPosition() {}

  /** In code points from 1; 0 when the quotation fits in more than one place, or in none. */
  static int offset(String sql, String message) {
    Matcher near = NEAR.matcher(message);
    if (!near.find()) {
      return 0;
    }
    String quoted = near.group(1);
    int index =
        quoted.length() < QUOTED && sql.endsWith(quoted)
            ? sql.length() - quoted.length()
            : only(sql, quoted, Integer.parseInt(near.group(2)));
    if (index < 0) {
      return 0;
    }
    int before = sql.codePointCount(0, index);
    return index == sql.length() ? before : before + 1;
  }

  /**
   * The message without the literals of the statement: what is quoted is cut before its first quote
   * or long number.
   */
  static String withoutLiterals(String message) {
    Matcher near = NEAR.matcher(message);
    if (!near.find()) {
      return message;
    }
    String start = LONG_NUMBER.split(near.group(1).split("['\"]", 2)[0], 2)[0].strip();
    String place =
        near.group(1).isEmpty() ? "at the end of the statement" : "near `" + start + " …`";
    return message.substring(0, near.start()) + place + ", line " + near.group(2);
  }

  private static int only(String sql, String quoted, int line) {
    if (quoted.isEmpty()) {
      return -1;
    }
    int first = sql.indexOf(quoted);
    if (first < 0 || sql.indexOf(quoted, first + 1) < 0) {
      return first;
    }
    int found = -1;
    for (int at = first; at >= 0; at = sql.indexOf(quoted, at + 1)) {
      if (line(sql, at) == line) {
        if (found >= 0) {
          return -1;
        }
        found = at;
      }
    }
    return found;
  }

  private static int line(String sql, int index) {
    return 1 + (int) sql.substring(0, index).chars().filter(c -> c == '\n').count();
  }
}
