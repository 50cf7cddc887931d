package eu.dihya.rollout;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

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
  @JsonSubTypes.Type(value = RunState.InDoubt.class, name = "in-doubt"),
  @JsonSubTypes.Type(value = RunState.Skipped.class, name = "skipped")
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

  /**
   * Connecting, locking, checking, copying.
   *
   * @param orphan what it waits for, when that is a statement of an earlier attempt whose client is
   *     gone and which the database server still carries out
   */
  record Preparing(@Nullable Orphan orphan) implements RunState {
    public Preparing() {
      this(null);
    }
  }

  /**
   * A statement that runs on without its client.
   *
   * @param connection what the server calls its connection
   * @param since when it began, by the server's word and this machine's clock
   * @param statement without string literals; empty when the server does not show it
   */
  record Orphan(String connection, Instant since, String statement) {}

  /**
   * Statements are being run.
   *
   * @param statement number of the one that is running or was the last, over all migrations of the
   *     run
   * @param migration name of the one it belongs to
   */
  record Applying(int statement, String migration) implements RunState {}

  record Verifying(int statement, String migration) implements RunState {}

  /**
   * Observed: the history rows are there and the schema is the one that they record.
   *
   * @param notVerified why it is not known that this is also the schema that the migrations should
   *     give; null when it is
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Done(int statements, @Nullable String notVerified) implements RunState {
    public Done(int statements) {
      this(statements, null);
    }
  }

  record Failed(RunError error) implements RunState {}

  /**
   * Not to be touched now, such as when it has drifted since the plan was made.
   *
   * @param byPerson whether a person holds it, until a person releases it
   */
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  record Held(String because, boolean byPerson) implements RunState {
    public Held(String because) {
      this(because, false);
    }
  }

  /** A person has left it out of this rollout. */
  record Skipped(String reason) implements RunState {}

  /**
   * A statement's outcome cannot be told from what is there.
   *
   * @param evidence what there is to decide on; null when a file is to be restored instead
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record InDoubt(RunError error, @Nullable Evidence evidence) implements RunState {}

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
      case Skipped ignored -> "skipped";
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
      case Skipped ignored -> Mark.HELD;
    };
  }

  /** Whether a person holds it or has left it out. */
  default boolean setAside() {
    return this instanceof Skipped || (this instanceof Held held && held.byPerson());
  }

  /** Whether it counts against the failure budgets: what was not wished, and not chosen. */
  default boolean failure() {
    return (mark() == Mark.FAILED || mark() == Mark.HELD) && !setAside();
  }

  /** The same without the reason that a person gave, which may speak of any tenant. */
  default RunState unexplained() {
    if (this instanceof Skipped) {
      return new Skipped("");
    }
    return setAside() ? new Held("", true) : this;
  }

  /** Whether work is going on in it. */
  default boolean active() {
    return switch (mark()) {
      case PREPARING, RUNNING, VERIFYING -> true;
      case WAITING, DONE, FAILED, HELD -> false;
    };
  }
}
