package eu.dihya.base;

import java.util.regex.Pattern;

/**
 * Takes secrets and row values out of texts that others wrote: database errors, addresses, output
 * of tools.
 */
public final class Redactor {
  private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/@\\s]+@");
  private static final Pattern PASSWORD =
      Pattern.compile("(?i)(pass(?:word|wd)?|secret|token)(\\s*[=:]\\s*)(?!(?-i:YES|NO)\\))\\S+");
  private static final Pattern KEY_VALUES =
      Pattern.compile("(?s)(Key \\([^)]*\\))=\\(.*?\\)(?= |\\.|$)");
  private static final Pattern DUPLICATE_ENTRY =
      Pattern.compile("(?s)Duplicate entry '.*' for key");
  private static final Pattern INCORRECT_VALUE =
      Pattern.compile("(?s)(ncorrect [^':]{1,40} value: )'.*'(?= for column| for function|$)");
  private static final Pattern OTHER_VALUE =
      Pattern.compile("(?s)(no partition for value |value is out of range in ).*");
  private static final Pattern NEAR_LITERAL =
      Pattern.compile("(?s)(near|unrecognized token:) \"(?:.{0,2}'.*|\\d{6,}.*?)\"(?=: |$| at )");
  private static final Pattern FAILING_ROW = Pattern.compile("(?s)Failing row contains \\(.*\\)");
  private static final Pattern LITERAL = Pattern.compile("'[^']*+'");
  private static final Pattern DOUBLED = Pattern.compile("(?:'…'){2,}+");

  private Redactor() {}

  /** An address without user and password, and a text without {@code password=…}. */
  public static String secrets(String text) {
    return PASSWORD.matcher(USER_INFO.matcher(text).replaceAll("")).replaceAll("$1$2***");
  }

  /**
   * A database's error message without the values of rows. Names of tables, columns and keys stay.
   */
  public static String databaseError(String text) {
    String kept = secrets(NEAR_LITERAL.matcher(text).replaceAll("$1 \"…\""));
    kept = KEY_VALUES.matcher(kept).replaceAll("$1=(…)");
    kept = DUPLICATE_ENTRY.matcher(kept).replaceAll("Duplicate entry … for key");
    kept = OTHER_VALUE.matcher(INCORRECT_VALUE.matcher(kept).replaceAll("$1…")).replaceAll("$1…");
    return FAILING_ROW.matcher(kept).replaceAll("Failing row contains (…)");
  }

  /**
   * In place of a message that code in the database wrote, of which nobody can tell what is a
   * value.
   *
   * @param by what wrote it
   */
  public static String raised(String by) {
    return by
        + " ended it; what it says is not shown, because it may quote rows; ask the database"
        + " itself";
  }

  /** A statement without its string literals. */
  public static String literals(String sql) {
    return DOUBLED.matcher(LITERAL.matcher(sql).replaceAll("'…'")).replaceAll("'…'");
  }
}
