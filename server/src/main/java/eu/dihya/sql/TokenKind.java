package eu.dihya.sql;

/** What a token is. */
public enum TokenKind {
  /** A keyword or an unquoted identifier; also a variable such as {@code @x}. */
  WORD,
  /** An identifier in the quotes of the dialect, quotes included. */
  QUOTED_IDENTIFIER,
  /** A string in any of its forms, with its prefix and quotes; dollar-quoted bodies too. */
  STRING,
  NUMBER,
  /** An operator or a single mark such as a comma or a parenthesis. */
  OPERATOR,
  /** A parameter such as {@code $1} or {@code ?1}. */
  PARAMETER,
  /** <code>${name}</code>, to be replaced before the text is run. */
  PLACEHOLDER,
  COMMENT,
  /** A comment with a hint for the optimiser, {@code /*+ … *}{@code /}. */
  HINT,
  /** A comment whose content MySQL or MariaDB runs, {@code /*! … *}{@code /}. */
  EXECUTABLE_COMMENT,
  WHITESPACE,
  /** The end of a statement: a semicolon, or what {@code DELIMITER} has set. */
  TERMINATOR;

  /** Whether the server's meaning does not depend on it. */
  public boolean isIgnorable() {
    return this == COMMENT || this == WHITESPACE;
  }
}
