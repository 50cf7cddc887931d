package eu.dihya.app;

/** What is logged and how. */
public record LogConfig(Level level, Format format) {
  /** From which severity on. */
  public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }

  /** How a line looks. */
  public enum Format {
    /** Text on a terminal, else JSON. */
    AUTO,
    TEXT,
    JSON
  }
}
