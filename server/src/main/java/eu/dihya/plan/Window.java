package eu.dihya.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import eu.dihya.base.Suggestions;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When tenants may begin: {@code Sun 02:00-05:00 tenant}. Begins on the days named, on every day
 * where none is; an end that is not after the beginning is on the next day. A local time that a
 * change of clocks leaves out is later by as much as is left out, and one that comes twice is the
 * first of the two, as {@link ZonedDateTime} has it; a window of which that leaves nothing does not
 * open on that day.
 *
 * @param text as it was written
 * @param zone an IANA zone; null for that of each tenant
 */
public record Window(
    String text, Set<DayOfWeek> days, LocalTime from, LocalTime to, @Nullable ZoneId zone) {
  private static final Pattern FORM =
      Pattern.compile("(?:(\\S+) +)?(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d) +(\\S+)");
  private static final String OF_TENANT = "tenant";
  private static final String MIDNIGHT_AFTER = "24:00";
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  /** Enough to find a day of the week on which no change of clocks takes the window away. */
  private static final int DAYS_AHEAD = 30;

  public Window {
    days = Set.copyOf(days);
  }

  /**
   * Reads a window.
   *
   * @throws IllegalArgumentException that says what is wrong with the text
   */
  @JsonCreator
  public static Window of(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is no window: write days, times and a time zone, such as 'Sat,Sun 02:00-05:00"
              + " tenant' or 'Mon-Fri 22:00-04:00 Europe/Paris'");
    }
    LocalTime from = time(form.group(2));
    boolean midnight = form.group(3).equals(MIDNIGHT_AFTER);
    LocalTime to = midnight ? LocalTime.MIDNIGHT : time(form.group(3));
    if (from.equals(to) && !midnight) {
      throw new IllegalArgumentException(
          "the window '" + text + "' ends when it begins; a whole day is 00:00-24:00");
    }
    return new Window(text.strip(), days(form.group(1)), from, to, zone(form.group(4)));
  }

  /** The opening that is now, else the next one. */
  public Opening next(Instant now, ZoneId tenant) {
    ZoneId there = Objects.requireNonNullElse(zone, tenant);
    LocalDate yesterday = now.atZone(there).toLocalDate().minusDays(1);
    return Stream.iterate(yesterday, day -> day.plusDays(1))
        .limit(DAYS_AHEAD)
        .filter(day -> days.contains(day.getDayOfWeek()))
        .map(day -> on(day, there))
        .filter(opening -> opening.end().isAfter(now) && opening.lasts())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(text + " never opens in " + there));
  }

  private Opening on(LocalDate day, ZoneId there) {
    LocalDate end = to.isAfter(from) ? day : day.plusDays(1);
    return new Opening(
        ZonedDateTime.of(day, from, there), ZonedDateTime.of(end, to, there).toInstant());
  }

  private static LocalTime time(String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no time of day; write one such as 02:00", e);
    }
  }

  private static Set<DayOfWeek> days(@Nullable String text) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    if (text == null) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    for (String part : text.split(",", -1)) {
      String[] ends = part.split("-", 2);
      DayOfWeek day = day(ends[0]);
      DayOfWeek last = day(ends[ends.length - 1]);
      days.add(day);
      while (day != last) {
        day = day.plus(1);
        days.add(day);
      }
    }
    return days;
  }

  private static DayOfWeek day(String text) {
    int index = DAYS.indexOf(text.toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw new IllegalArgumentException(
          "'" + text + "' is no day; write Mon, Tue, Wed, Thu, Fri, Sat, Sun, or such as Mon-Fri");
    }
    return DayOfWeek.of(index + 1);
  }

  private static @Nullable ZoneId zone(String text) {
    if (text.equals(OF_TENANT)) {
      return null;
    }
    Set<String> known = ZoneId.getAvailableZoneIds();
    if (!known.contains(text)) {
      throw new IllegalArgumentException(
          "unknown time zone '"
              + text
              + "'"
              + Suggestions.hint(text, known)
              + "; write tenant, or such as Europe/Paris");
    }
    return ZoneId.of(text);
  }

  @JsonValue
  @Override
  public String toString() {
    return text;
  }
}
