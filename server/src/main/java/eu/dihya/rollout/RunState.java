package eu.dihya.rollout;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Where one tenant's run stands. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = RunState.Waiting.class, name = "waiting"),
  @JsonSubTypes.Type(value = RunState.Preparing.class, name = "preparing"),
  @JsonSubTypes.Type(value = RunState.Applying.class, name = "applying"),
  @JsonSubTypes.Type(value = RunState.Verifying.class, name = "verifying"),
  @JsonSubTypes.Type(value = RunState.Done.class, name = "done"),
  @JsonSubTypes.Type(value = RunState.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = RunState.Held.class, name = "held"),
  @JsonSubTypes.Type(value = RunState.InDoubt.class, name = "in-doubt")
})
public sealed interface RunState {
  /**
   * Nothing has been done in this attempt.
   *
   * @param interrupted whether an earlier attempt was stopped in the middle, so that the target may
   *     stand between two versions
   */
  record Waiting(boolean interrupted) implements RunState {
    public Waiting() {
      this(false);
    }
  }

  /** Connecting, locking, checking, copying. */
  record Preparing() implements RunState {}

  /**
   * Statements are being run.
   *
   * @param statement number of the one that is running or was the last, over all migrations of the
   *     run
   * @param migration name of the one it belongs to
   */
  record Applying(int statement, String migration) implements RunState {}

  record Verifying(int statement, String migration) implements RunState {}

  /** Observed: the history rows are there and the schema is the one that they record. */
  record Done(int statements) implements RunState {}

  record Failed(RunError error) implements RunState {}

  /** Not to be touched now, such as when it has drifted since the plan was made. */
  record Held(String because) implements RunState {}

  /** A statement's outcome cannot be told from what is there. */
  record InDoubt(RunError error) implements RunState {}

  /** The word in the API. */
  default String word() {
    return switch (this) {
      case Waiting ignored -> "waiting";
      case Preparing ignored -> "preparing";
      case Applying ignored -> "applying";
      case Verifying ignored -> "verifying";
      case Done ignored -> "done";
      case Failed ignored -> "failed";
      case Held ignored -> "held";
      case InDoubt ignored -> "in-doubt";
    };
  }

  /** The sign on the page. */
  default Mark mark() {
    return switch (this) {
      case Waiting ignored -> Mark.WAITING;
      case Preparing ignored -> Mark.PREPARING;
      case Applying ignored -> Mark.RUNNING;
      case Verifying ignored -> Mark.VERIFYING;
      case Done ignored -> Mark.DONE;
      case Failed ignored -> Mark.FAILED;
      case Held ignored -> Mark.HELD;
      case InDoubt ignored -> Mark.HELD;
    };
  }

  /** Whether work is going on in it. */
  default boolean active() {
    return switch (mark()) {
      case PREPARING, RUNNING, VERIFYING -> true;
      case WAITING, DONE, FAILED, HELD -> false;
    };
  }
}
