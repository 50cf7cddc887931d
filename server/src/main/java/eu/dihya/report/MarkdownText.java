package eu.dihya.report;

import java.util.regex.Pattern;

/**
 * Makes a text that others wrote harmless in Markdown: it shows as it is, formats nothing and links
 * nowhere.
 */
final class MarkdownText {
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._:/+=-]+");
  private static final Pattern SPACE = Pattern.compile("[\\s\\u0085\\u2028\\u2029]+");
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cc}\\p{Cs}\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFEFF]");
  private static final Pattern LIST_MARK = Pattern.compile("^(-)|(?<=^\\d{1,9})(\\.)(?= |$)");
  private static final String ESCAPED = "\\`*_{}[]()#+!|~^$=";

  private MarkdownText() {}

  /** On one line, for a table's cell or a sentence. */
  static String inline(String text) {
    String line = SPACE.matcher(text).replaceAll(" ").strip();
    String seen = UNSEEN.matcher(line).replaceAll("\uFFFD");
    StringBuilder out = new StringBuilder(seen.length() + 16);
    seen.codePoints().forEach(character -> append(out, character));
    String harmless = out.toString().replace("://", "&#58;//").replaceAll("(?i)www\\.", "www&#46;");
    return LIST_MARK.matcher(harmless).replaceFirst("\\\\$0");
  }

  /** A digest, an id or a file name in code style; anything unusual as {@link #inline}. */
  static String code(String text) {
    return CODE.matcher(text).matches() ? "`" + text + "`" : inline(text);
  }

  private static void append(StringBuilder out, int character) {
    switch (character) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '@' -> out.append("&#64;");
      default -> {
        if (ESCAPED.indexOf(character) >= 0) {
          out.append('\\');
        }
        out.appendCodePoint(character);
      }
    }
  }
}
