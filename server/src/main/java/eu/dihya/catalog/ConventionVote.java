package eu.dihya.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Which convention a file speaks for.
 *
 * @param convention what its name, and where that leaves a choice its marker, looks like
 * @param certain whether it cannot be a misspelt name of another convention
 */
record ConventionVote(Convention convention, boolean certain) {
  private static final Pattern DBMATE_VERSION = Pattern.compile("\\d{14}_.+\\.sql");
  private static final Pattern FLYWAY = Pattern.compile("([VUB]\\d[\\d._]*__|R__).+\\.sql");
  private static final Pattern PAIR = Pattern.compile("\\d+_.+\\.(up|down)\\.sql");
  private static final Pattern NATIVE = Pattern.compile("\\d{8}_\\d{4}_.+\\.sql");
  private static final Pattern NUMBERED = Pattern.compile("\\d+_.+\\.sql");
  private static final int LOOKED_AT = 1 << 16;

  static ConventionVote of(Path file) {
    String name = String.valueOf(file.getFileName());
    if (FLYWAY.matcher(name).matches()) {
      return new ConventionVote(Convention.FLYWAY, true);
    }
    if (PAIR.matcher(name).matches()) {
      return new ConventionVote(Convention.GOLANG_MIGRATE, true);
    }
    if (!NUMBERED.matcher(name).matches()) {
      return new ConventionVote(Convention.NATIVE, false);
    }
    String marker = firstMarker(file);
    if (marker.startsWith(GooseMarks.PREFIX)) {
      return new ConventionVote(Convention.GOOSE, true);
    }
    if (NATIVE.matcher(name).matches()) {
      return new ConventionVote(Convention.NATIVE, true);
    }
    boolean dbmate = DBMATE_VERSION.matcher(name).matches();
    return new ConventionVote(Convention.DBMATE, dbmate && !marker.isEmpty());
  }

  /** Empty also for a file that cannot be read, which is reported when it is read as a whole. */
  private static String firstMarker(Path file) {
    byte[] start;
    try (var in = Files.newInputStream(file)) {
      start = in.readNBytes(LOOKED_AT);
    } catch (IOException e) {
      return "";
    }
    var text = new String(start, StandardCharsets.UTF_8);
    String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return unmarked
        .lines()
        .map(line -> new SourceLine(0, 0, 0, line).comment())
        .filter(
            comment ->
                comment.startsWith(GooseMarks.PREFIX) || comment.startsWith(MigrateMarks.PREFIX))
        .findFirst()
        .orElse("");
  }
}
