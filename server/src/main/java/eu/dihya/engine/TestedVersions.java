package eu.dihya.engine;

import eu.dihya.base.Engine;
import java.util.List;

/**
 * The versions of each engine that our own tests start. A server of the same series counts as
 * tested; of any other we can only say where it stands. Pure.
 */
public final class TestedVersions {
  /** Where a server's version stands to those that are tested. */
  public enum Standing {
    /** Its series is one that tests start. */
    TESTED,
    /** Below every tested series. */
    OLDER,
    /** Between two tested series. */
    BETWEEN,
    /** Above every tested series. */
    NEWER
  }

  /**
   * What can be said of a server's version.
   *
   * @param sentence for an operator; empty for a tested one
   */
  public record Verdict(Standing standing, String sentence) {}

  private TestedVersions() {}

  /** The series of an engine that tests start, the oldest first: {@code 15}, {@code 10.11}. */
  public static List<String> series(Engine engine) {
    return switch (engine) {
      case POSTGRESQL -> List.of("15", "18");
      case MYSQL -> List.of("8.0");
      case MARIADB -> List.of("10.11", "11.4");
      case SQLITE -> List.of("3.51");
    };
  }

  /**
   * @param version as {@link Session#serverVersion()} tells it
   */
  public static Verdict of(Engine engine, String version) {
    Standing standing = standing(series(engine), version);
    String where =
        switch (standing) {
          case TESTED -> "";
          case OLDER -> "older than any that is tested";
          case BETWEEN -> "between two that are tested";
          case NEWER -> "newer than any that is tested";
        };
    return new Verdict(
        standing,
        where.isEmpty()
            ? ""
            : "not tested with %s %s: it is %s (%s)"
                .formatted(engine.code(), version, where, String.join(", ", series(engine))));
  }

  private static Standing standing(List<String> series, String version) {
    boolean above = false;
    boolean below = false;
    for (String tested : series) {
      int order = compare(version, tested);
      if (order == 0) {
        return Standing.TESTED;
      }
      above |= order > 0;
      below |= order < 0;
    }
    return above && below ? Standing.BETWEEN : above ? Standing.NEWER : Standing.OLDER;
  }

  /** By as many numbers as the series has. */
  private static int compare(String version, String series) {
    String[] numbers = version.split("\\.");
    String[] wanted = series.split("\\.");
    for (int i = 0; i < wanted.length; i++) {
      int order = Integer.compare(number(numbers, i), Integer.parseInt(wanted[i]));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** {@code 19beta1} is 19; what is no number is 0. */
  private static int number(String[] numbers, int index) {
    String digits = index < numbers.length ? numbers[index].replaceFirst("\\D.*$", "") : "";
    return digits.isEmpty() || digits.length() > 9 ? 0 : Integer.parseInt(digits);
  }
}
