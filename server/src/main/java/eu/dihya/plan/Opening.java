package eu.dihya.plan;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * One time at which a window is open.
 *
 * @param start in the zone of the window
 * @param end not in it any more
 */
public record Opening(ZonedDateTime start, Instant end) {
  private static final DateTimeFormatter WORDS =
      DateTimeFormatter.ofPattern("EEE HH:mm VV", Locale.ENGLISH);

  public Instant opens() {
    return start.toInstant();
  }

  public boolean isOpen(Instant now) {
    return !opens().isAfter(now) && end.isAfter(now);
  }

  boolean lasts() {
    return end.isAfter(opens());
  }

  /** When it opens, such as {@code Sun 02:00 Europe/Paris}. */
  public String words() {
    return WORDS.format(start);
  }
}
