package eu.dihya.base;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lengths of time as people write them: {@code 500ms}, {@code 3s}, {@code 10m}, {@code 2h}, {@code
 * 7d}.
 */
public final class Durations {
  /** What {@link #parse} reads. */
  public static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  private static final List<String> UNITS = List.of("d", "h", "m", "s", "ms");
  private static final List<Duration> LENGTHS =
      List.of(
          Duration.ofDays(1),
          Duration.ofHours(1),
          Duration.ofMinutes(1),
          Duration.ofSeconds(1),
          Duration.ofMillis(1));

  private Durations() {}

  /**
   * Reads a length of time.
   *
   * @throws IllegalArgumentException when it has not that form
   */
  public static Duration parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "is no length of time; expected a number and a unit, as in 500ms, 3s, 10m, 2h, 7d");
    }
    return LENGTHS.get(UNITS.indexOf(form.group(2))).multipliedBy(Long.parseLong(form.group(1)));
  }

  /**
   * Writes it in the largest unit that leaves no rest; what is shorter than a millisecond is lost.
   */
  public static String format(Duration duration) {
    long millis = duration.toMillis();
    for (int i = 0; i < UNITS.size(); i++) {
      long unit = LENGTHS.get(i).toMillis();
      if (millis % unit == 0 && millis != 0) {
        return millis / unit + UNITS.get(i);
      }
    }
    return "0s";
  }
}
