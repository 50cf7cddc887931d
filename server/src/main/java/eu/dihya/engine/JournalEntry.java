package eu.dihya.engine;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One statement that could not share a transaction with its history row.
 *
 * @param run id of the tenant run
 * @param statement number within the section, from 1
 * @param sha256 of the statement's text after placeholders
 * @param witnessBefore of the target just before it was sent; {@code shape:} and the hash of the
 *     shape where that is enough to tell whether it ran; empty where its transaction tells
 * @param connection what the session that sends it is called; of a program, its processes
 * @param shapeExpected hash of the shape that it should leave; null when no scratch could be had
 */
public record JournalEntry(
    String run,
    String stream,
    String version,
    HistoryRow.Kind kind,
    int statement,
    String sha256,
    StatementClass statementClass,
    State state,
    String witnessBefore,
    @Nullable String shapeExpected,
    long epoch,
    String connection,
    String actor,
    @Nullable Instant at) {
  /** Whether it is of that migration, in that direction. */
  public boolean isOf(String otherStream, String otherVersion, HistoryRow.Kind otherKind) {
    return stream.equals(otherStream) && version.equals(otherVersion) && kind == otherKind;
  }

  /** The same with another name for who carries it out. */
  public JournalEntry by(String otherConnection) {
    return new JournalEntry(
        run,
        stream,
        version,
        kind,
        statement,
        sha256,
        statementClass,
        state,
        witnessBefore,
        shapeExpected,
        epoch,
        otherConnection,
        actor,
        at);
  }

  /** How far it came. */
  public enum State {
    INTENT,
    DONE,
    UNDECIDED;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static State of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }
}
