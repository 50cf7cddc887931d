package eu.dihya.change.scripts;

import eu.dihya.base.Durations;
import java.time.Duration;
import java.util.List;

/**
 * How a program ended; nothing of its session is left.
 *
 * @param exit its exit code; 128 and the signal's number when a signal ended it, -1 when nobody saw
 * @param lastLines the end of its output, without secrets
 */
public record Ended(How how, int exit, Duration limit, List<String> lastLines) {
  /** What made it end. */
  public enum How {
    BY_ITSELF,
    OUT_OF_TIME,
    CANCELLED
  }

  public Ended {
    lastLines = List.copyOf(lastLines);
  }

  public boolean well() {
    return how == How.BY_ITSELF && exit == 0;
  }

  /** What happened, without the name of the program. */
  public String text() {
    String text =
        switch (how) {
          case BY_ITSELF -> exit < 0 ? "was killed" : "ended with exit code " + exit;
          case OUT_OF_TIME ->
              "was ended, because it ran for longer than " + Durations.format(limit);
          case CANCELLED -> "was ended, because that was asked for";
        };
    return lastLines.isEmpty()
        ? text + " and without a word"
        : text + "; the end of its output: " + String.join(" | ", lastLines);
  }
}
