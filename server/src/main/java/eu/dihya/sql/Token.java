package eu.dihya.sql;

import java.util.Locale;

/**
 * A piece of SQL text.
 *
 * @param kind what it is
 * @param text exactly as written
 * @param line from 1
 * @param column from 1, in code points
 */
public record Token(TokenKind kind, String text, int line, int column) {
  /** Whether it is this unquoted word, whatever its case. */
  public boolean isWord(String upperCase) {
    return kind == TokenKind.WORD && text.equalsIgnoreCase(upperCase);
  }

  /** Whether it is this operator or mark. */
  public boolean isMark(String mark) {
    return kind == TokenKind.OPERATOR && text.equals(mark);
  }

  /** The text in upper case when it is an unquoted word, else empty. */
  public String keyword() {
    return kind == TokenKind.WORD ? text.toUpperCase(Locale.ROOT) : "";
  }
}
