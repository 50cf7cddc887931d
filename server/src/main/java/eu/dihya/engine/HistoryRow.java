package eu.dihya.engine;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code dihya_schema_history}: something that was done to this target. Rows are only
 * ever added; what is applied now follows from their order.
 *
 * @param id position in the table; 0 for a row that is to be written
 * @param version the migration's version, or {@code R:description} for a repeatable one
 * @param rollout id of the rollout that did it
 * @param shapeAfter hash of the shape after it; null when it could not be observed
 * @param epoch the fence's epoch under which it was written
 * @param actor id of the principal, never a person's name
 * @param startedAt database time
 * @param finishedAt database time, null for a row that is to be written
 * @param head audit tree head, when known
 */
public record HistoryRow(
    long id,
    String stream,
    String version,
    String description,
    Kind kind,
    String rawChecksum,
    String tokenChecksum,
    String placeholderDigest,
    String release,
    String rollout,
    @Nullable String shapeAfter,
    long epoch,
    String actor,
    String toolVersion,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable String head) {
  /** The table's columns that a row is written with, beside {@code id} and the two times. */
  public static final List<String> COLUMNS =
      List.of(
          "stream",
          "version",
          "description",
          "kind",
          "raw_checksum",
          "token_checksum",
          "placeholder_digest",
          "release",
          "rollout",
          "shape_after",
          "epoch",
          "actor",
          "tool_version",
          "head");

  /** From {@code id}, {@link #COLUMNS}, {@code started_at} and {@code finished_at}. */
  public static HistoryRow of(Row row) {
    return new HistoryRow(
        row.number("id"),
        row.text("stream"),
        row.text("version"),
        row.text("description"),
        Kind.of(row.text("kind")),
        row.text("raw_checksum"),
        row.text("token_checksum"),
        row.text("placeholder_digest"),
        row.text("release"),
        row.text("rollout"),
        row.textOrNull("shape_after"),
        row.number("epoch"),
        row.text("actor"),
        row.text("tool_version"),
        row.instantOrNull("started_at"),
        row.instantOrNull("finished_at"),
        row.textOrNull("head"));
  }

  /** What was done. */
  public enum Kind {
    UP,
    DOWN,
    BASELINE,
    REPEATABLE;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Kind of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }
}
