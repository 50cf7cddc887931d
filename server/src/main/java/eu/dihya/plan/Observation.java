package eu.dihya.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import eu.dihya.engine.Capabilities;
import eu.dihya.engine.HistoryRow;
import eu.dihya.engine.TargetHistory;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was last seen of a tenant's target. The history tells what is to be done and is read each
 * time; the catalogue tells whether the schema has drifted and is read when there is something to
 * do, or when somebody asks.
 */
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
   * @param at when its history was read
   * @param serverVersion the server's own version text
   * @param capabilities what the server and the account are and may do; null in what an earlier
   *     version stored
   * @param history its history rows in order
   * @param shape hash of its real schema as it was at {@code schemaAt}; null when nobody has looked
   *     since this is its history
   * @param halfway whether a migration was begun there and has no history row yet
   * @param notices what an operator should know of the account and the server's settings, in whole
   *     sentences
   * @param schemaAt when its catalogue was read, and with it whether it has drifted; never later
   *     than {@code at}; null with {@code shape}
   */
  record Seen(
      Instant at,
      String serverVersion,
      @Nullable Capabilities capabilities,
      List<HistoryRow> history,
      @Nullable String shape,
      boolean halfway,
      List<String> notices,
      @Nullable Instant schemaAt)
      implements Observation {
    public Seen {
      history = List.copyOf(history);
      // An observation that an earlier version stored has none, and read all at once.
      notices = List.copyOf(Objects.requireNonNullElse(notices, List.of()));
      schemaAt = shape == null ? null : Objects.requireNonNullElse(schemaAt, at);
    }

    /** Nothing is to be said of account and settings. */
    public Seen(
        Instant at,
        String serverVersion,
        @Nullable Capabilities capabilities,
        List<HistoryRow> history,
        String shape,
        boolean halfway) {
      this(at, serverVersion, capabilities, history, shape, halfway, List.of(), at);
    }

    /** The same, with what is to be said of account and settings. */
    public Seen noticing(List<String> sentences) {
      return new Seen(
          at, serverVersion, capabilities, history, shape, halfway, sentences, schemaAt);
    }

    /** The same, found to be so once more, the catalogue not having been read again. */
    public Seen again(Instant later) {
      return new Seen(
          later, serverVersion, capabilities, history, shape, halfway, notices, schemaAt);
    }

    /** The same, as its history says once more. */
    public Seen again(Instant later, TargetHistory found) {
      return new Seen(
          later,
          found.capabilities().version(),
          found.capabilities(),
          history,
          shape,
          found.halfway(),
          found.notices(),
          schemaAt);
    }

    /** Whether what was seen of the schema may be kept, now that this is the history. */
    public boolean holdsWith(TargetHistory found) {
      return !halfway
          && !found.halfway()
          && serverVersion.equals(found.capabilities().version())
          && history.equals(found.rows());
    }

    /** What was seen when the history was read, and the catalogue was not. */
    public static Seen unread(TargetHistory found, Instant at) {
      return new Seen(
          at,
          found.capabilities().version(),
          found.capabilities(),
          found.rows(),
          null,
          found.halfway(),
          found.notices(),
          null);
    }

    /** What was seen through a session that has these capabilities. */
    public static Seen by(
        Capabilities capabilities,
        Instant at,
        List<HistoryRow> history,
        String shape,
        boolean halfway) {
      return new Seen(at, capabilities.version(), capabilities, history, shape, halfway);
    }

    /** What was seen when history and catalogue were read together. */
    public static Seen by(TargetHistory found, Instant at, String shape) {
      return by(found.capabilities(), at, found.rows(), shape, found.halfway())
          .noticing(found.notices());
    }

    /** The shape that the last row of the history recorded; null when there is none. */
    public @Nullable String recordedShape() {
      return history.isEmpty() ? null : history.getLast().shapeAfter();
    }

    /**
     * Whether the real schema is not the one that the history recorded, as far as anybody has
     * looked. Between the statements of a migration it cannot be, and that is no drift.
     */
    public boolean drifted() {
      String recorded = recordedShape();
      return !halfway && recorded != null && shape != null && !recorded.equals(shape);
    }
  }

  /** The target could not be read. */
  record Unreachable(Instant at, String because) implements Observation {}
}
