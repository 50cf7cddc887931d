package eu.dihya.engine;

import java.util.Locale;
import java.util.Set;

/**
 * The beginning of a statement: enough to tell what must not slip through an adapter unseen. Pure.
 */
public final class StatementHead {
  private static final Set<String> TRANSACTION_WORDS =
      Set.of("BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "PREPARE");

  private StatementHead() {}

  /** The first words, in upper case and without comments; at most {@code count} of them. */
  public static String words(String sql, int count) {
    var words = new StringBuilder();
    int at = 0;
    for (int i = 0; i < count; i++) {
      at = skipBlank(sql, at);
      int end = at;
      while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
        end++;
      }
      if (end == at) {
        break;
      }
      words.append(i == 0 ? "" : " ").append(sql, at, end);
      at = end;
    }
    return words.toString().toUpperCase(Locale.ROOT);
  }

  /** Index of the first character that is neither blank nor comment, from the given one on. */
  public static int skipBlank(String sql, int from) {
    int at = from;
    while (at < sql.length()) {
      if (Character.isWhitespace(sql.charAt(at)) || sql.charAt(at) == '\uFEFF') {
        at++;
      } else if (sql.startsWith("--", at)) {
        int end = sql.indexOf('\n', at);
        at = end < 0 ? sql.length() : end + 1;
      } else if (sql.startsWith("/*", at) && !sql.startsWith("/*!", at)) {
        int end = sql.indexOf("*/", at + 2);
        at = end < 0 ? sql.length() : end + 2;
      } else {
        return at;
      }
    }
    return at;
  }

  /**
   * Refuses a statement of a migration that would end or begin a transaction behind the session's
   * back: the change would then be kept without its history row.
   *
   * @throws SqlFailure kind OTHER
   */
  public static void refuseTransactionControl(String sql) {
    String head = words(sql, 2);
    String first = head.split(" ", 2)[0];
    boolean controls =
        TRANSACTION_WORDS.contains(first)
            && !head.equals("ROLLBACK TO")
            && (!first.equals("PREPARE") || head.equals("PREPARE TRANSACTION"));
    if (controls) {
      throw new SqlFailure(
          SqlFailure.Kind.OTHER,
          first
              + " inside a transactional migration would part the change from its history row; take"
              + " it out, or mark the section transaction:false",
          null,
          0,
          null);
    }
  }
}
