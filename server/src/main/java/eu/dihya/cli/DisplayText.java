package eu.dihya.cli;

import org.jline.utils.WCWidth;

/** Texts as a terminal shows them. */
final class DisplayText {
  private DisplayText() {}

  /** How many columns the text takes: none for a combining mark, two for a wide sign. */
  static int width(String text) {
    return text.codePoints().map(sign -> Math.max(0, WCWidth.wcwidth(sign))).sum();
  }

  /**
   * The text in one line, without signs that command a terminal: names and messages come from
   * elsewhere.
   */
  static String oneLine(String text) {
    return harmless(text.replaceAll("\\s*\\R\\s*", " "));
  }

  /** The text with its lines, without signs that command a terminal. */
  static String harmless(String text) {
    return text.replaceAll("[\\p{Cc}&&[^\\n\\t]]", "").replace('\t', ' ');
  }

  static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - width(text)));
  }
}
