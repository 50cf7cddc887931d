package eu.dihya.rollout;

import java.util.Locale;

/** How much a line of a run's log matters. */
public enum LogLevel {
  DEBUG,
  INFO,
  WARN,
  ERROR;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
