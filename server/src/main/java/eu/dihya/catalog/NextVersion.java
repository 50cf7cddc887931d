package eu.dihya.catalog;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Optional;

/**
 * The version of a migration that is to be written: after all that exist, in the form that they
 * have.
 */
final class NextVersion {
  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");
  private static final int TIMESTAMP_LENGTH = 14;

  private NextVersion() {}

  static String after(Collection<MigrationVersion> existing, Convention convention, Clock clock) {
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    Optional<String> last =
        existing.stream().max(MigrationVersion::compareTo).map(MigrationVersion::toString);
    if (convention == Convention.NATIVE) {
      return stamp(last, now);
    }
    if (last.isEmpty() || last.get().length() == TIMESTAMP_LENGTH) {
      return timestamp(last, now);
    }
    return number(last.get());
  }

  private static String stamp(Optional<String> last, LocalDateTime now) {
    LocalDateTime after =
        last.map(text -> LocalDateTime.parse(text, FileNames.STAMP).plusMinutes(1)).orElse(now);
    return FileNames.STAMP.format(after.isAfter(now) ? after : now);
  }

  private static String timestamp(Optional<String> last, LocalDateTime now) {
    try {
      LocalDateTime after =
          last.map(text -> LocalDateTime.parse(text, SECONDS).plusSeconds(1)).orElse(now);
      return SECONDS.format(after.isAfter(now) ? after : now);
    } catch (DateTimeParseException e) {
      return number(last.orElse("0"));
    }
  }

  /**
   * One more than the first number, with as many digits: {@code 00009} and {@code 1.2} give {@code
   * 00010} and {@code 2}.
   */
  private static String number(String last) {
    String first = last.replaceFirst("[._].*", "");
    String next = String.valueOf(Long.parseLong(first) + 1);
    return "0".repeat(Math.max(0, first.length() - next.length())) + next;
  }
}
