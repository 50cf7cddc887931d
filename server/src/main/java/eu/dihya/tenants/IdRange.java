package eu.dihya.tenants;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** The ids of a template: {@code school-{001..200}} is 200 ids with three digits each. */
final class IdRange {
  private static final Pattern RANGE =
      Pattern.compile("([^{}]*)\\{(\\d{1,9})\\.\\.(\\d{1,9})}([^{}]*)");
  private static final int MOST = 100_000;

  private IdRange() {}

  /**
   * @throws IllegalArgumentException with the reason when it is no range
   */
  static List<String> expand(String text) {
    Matcher range = RANGE.matcher(text);
    if (!range.matches()) {
      throw new IllegalArgumentException("'ids' must hold one range, as in school-{001..200}");
    }
    long from = Long.parseLong(range.group(2));
    long to = Long.parseLong(range.group(3));
    if (from > to || to - from >= MOST) {
      throw new IllegalArgumentException("'ids' must go up, by " + MOST + " at most");
    }
    String format = "%s%0" + range.group(2).length() + "d%s";
    return LongStream.rangeClosed(from, to)
        .mapToObj(number -> format.formatted(range.group(1), number, range.group(4)))
        .toList();
  }
}
