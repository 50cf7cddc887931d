package eu.dihya.lint;

import java.util.Locale;

/** How bad a finding is, the worst first. */
public enum Severity {
  /** It goes wrong, or cannot be taken back. */
  ERROR,
  /** It may go wrong on a live database. */
  WARNING,
  /** It could be better. */
  ADVICE;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
