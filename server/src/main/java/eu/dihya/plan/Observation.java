package eu.dihya.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import eu.dihya.engine.HistoryRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was last seen of a tenant's target. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Observation.Seen.class, name = "seen"),
  @JsonSubTypes.Type(value = Observation.Unreachable.class, name = "unreachable")
})
public sealed interface Observation {
  Instant at();

  /**
   * The target answered.
   *
   * @param serverVersion the server's own version text
   * @param history its history rows in order
   * @param shape hash of its real schema
   * @param halfway whether a migration was begun there and has no history row yet
   */
  record Seen(
      Instant at, String serverVersion, List<HistoryRow> history, String shape, boolean halfway)
      implements Observation {
    public Seen {
      history = List.copyOf(history);
    }

    /** The shape that the last row of the history recorded; null when there is none. */
    public @Nullable String recordedShape() {
      return history.isEmpty() ? null : history.getLast().shapeAfter();
    }

    /**
     * Whether the real schema is not the one that the history recorded. Between the statements of a
     * migration it cannot be, and that is no drift.
     */
    public boolean drifted() {
      String recorded = recordedShape();
      return !halfway && recorded != null && !recorded.equals(shape);
    }
  }

  /** The target could not be read. */
  record Unreachable(Instant at, String because) implements Observation {}
}
