package eu.dihya.catalog;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a file's name should have been written. */
final class NameRepair {
  private static final Pattern DIGITS_FIRST = Pattern.compile("(\\d[\\d_.-]*)(.*)");
  private static final Pattern FLYWAY_LIKE =
      Pattern.compile("(?i)([VUR])_*([\\d._]*?)_*([^\\d._].*)");
  private static final Pattern PAIR_LIKE = Pattern.compile("(?i)(\\d+)[_-]*(.*?)[._-](up|down)");

  private NameRepair() {}

  /** The form of a name, with an example. */
  static String form(Convention convention) {
    return switch (convention) {
      case NATIVE -> "YYYYMMDD_HHMM_description[.engine].sql, as in 20250522_1200_create_users.sql";
      case DBMATE -> "VERSION_description[.engine].sql, as in 20250522120000_create_users.sql";
      case GOOSE -> "VERSION_description[.engine].sql, as in 00001_create_users.sql";
      case GOLANG_MIGRATE -> "N_description[.engine].up.sql, as in 1_create_users.up.sql";
      case FLYWAY -> "V1__description[.engine].sql, R__description.sql or U1__description.sql";
    };
  }

  /** A good name near to the bad one, when one can be made from it. */
  static Optional<String> suggestion(Convention convention, String bad) {
    String suffix = Interpreter.of(bad).map(Interpreter::suffix).orElse(".sql");
    String stem = bad.replaceFirst("(?i)\\.(sql|sh|py)$", "");
    Optional<String> repaired =
        switch (convention) {
          case NATIVE -> nativeName(stem);
          case DBMATE, GOOSE ->
              digitsFirst(stem).map(parts -> parts[0].replaceAll("\\D", "") + "_" + parts[1]);
          case GOLANG_MIGRATE -> pair(stem);
          case FLYWAY -> flyway(stem);
        };
    return repaired.map(name -> name + suffix).filter(name -> !name.equals(bad));
  }

  private static Optional<String> nativeName(String stem) {
    return digitsFirst(stem)
        .flatMap(parts -> stamp(parts[0].replaceAll("\\D", "")).map(at -> at + "_" + parts[1]));
  }

  private static Optional<String> stamp(String digits) {
    if (digits.length() < 8) {
      return Optional.empty();
    }
    String padded = (digits + "0000").substring(0, 12);
    String stamp = padded.substring(0, 8) + "_" + padded.substring(8);
    return Optional.of(stamp).filter(FileNames::isTime);
  }

  private static Optional<String> pair(String stem) {
    Matcher like = PAIR_LIKE.matcher(stem);
    if (like.matches()) {
      return Optional.of(
          like.group(1)
              + "_"
              + words(like.group(2))
              + "."
              + like.group(3).toLowerCase(Locale.ROOT));
    }
    return digitsFirst(stem).map(parts -> parts[0].replaceAll("\\D", "") + "_" + parts[1] + ".up");
  }

  private static Optional<String> flyway(String stem) {
    Matcher like = FLYWAY_LIKE.matcher(stem);
    if (!like.matches()) {
      return Optional.empty();
    }
    String letter = like.group(1).toUpperCase(Locale.ROOT);
    boolean numbered = !like.group(2).isEmpty();
    if (letter.equals("R") == numbered) {
      return Optional.empty();
    }
    return Optional.of(letter + like.group(2) + "__" + words(like.group(3)));
  }

  private static Optional<String[]> digitsFirst(String stem) {
    Matcher like = DIGITS_FIRST.matcher(stem);
    if (!like.matches() || words(like.group(2)).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new String[] {like.group(1), words(like.group(2))});
  }

  private static String words(String text) {
    return text.replaceAll("[^\\p{L}\\p{N}_-]+", "_").replaceAll("^[_-]+|[_-]+$", "");
  }
}
