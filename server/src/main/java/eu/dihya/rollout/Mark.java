package eu.dihya.rollout;

import java.util.Locale;

/** The signs of the page. */
public enum Mark {
  WAITING,
  PREPARING,
  RUNNING,
  VERIFYING,
  DONE,
  FAILED,
  HELD;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
