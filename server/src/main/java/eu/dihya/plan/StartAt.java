package eu.dihya.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** When a rollout starts by itself: {@code 2026-12-06T02:00[Europe/Paris]}. */
public record StartAt(ZonedDateTime time) {
  private static final DateTimeFormatter FORM =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendOffsetId()
          .optionalEnd()
          .optionalStart()
          .appendLiteral('[')
          .parseCaseSensitive()
          .appendZoneRegionId()
          .appendLiteral(']')
          .optionalEnd()
          .toFormatter(Locale.ROOT);
  private static final DateTimeFormatter WORDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm VV", Locale.ROOT);

  /**
   * Reads a local time with a zone, an offset or both. A local time that a change of clocks leaves
   * out is later by as much as is left out, and of one that comes twice it is the first.
   *
   * @throws IllegalArgumentException that says what is wrong with the text
   */
  @JsonCreator
  public static StartAt of(String text) {
    ZonedDateTime time;
    try {
      TemporalAccessor parsed = FORM.parse(text.strip());
      LocalDateTime local = LocalDateTime.from(parsed);
      time = ZonedDateTime.from(parsed);
      boolean leftOut = time.getZone().getRules().getValidOffsets(local).isEmpty();
      if (!leftOut && !time.toLocalDateTime().equals(local)) {
        throw new DateTimeException("the offset is not that of the zone");
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is no time with its zone; write one such as 2026-12-06T02:00[Europe/Paris] or"
              + " 2026-12-06T01:00Z",
          e);
    }
    return new StartAt(time);
  }

  public Instant instant() {
    return time.toInstant();
  }

  public boolean isPast(Instant now) {
    return instant().isBefore(now);
  }

  /** For people, such as {@code 2026-12-06 02:00 Europe/Paris}. */
  public String words() {
    return WORDS.format(time);
  }

  @JsonValue
  @Override
  public String toString() {
    return time.toString();
  }
}
