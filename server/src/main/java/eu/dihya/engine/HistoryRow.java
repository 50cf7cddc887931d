package eu.dihya.engine;

import java.time.Instant;
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
