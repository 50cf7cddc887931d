package eu.dihya.sql;

import java.util.Locale;

/** What is demanded of rows. */
public enum DemandKind {
  UNIQUE,
  NOT_NULL,
  CHECK,
  FOREIGN_KEY,
  /** Something of which nobody can tell by reading the statement. */
  OTHER;

  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
