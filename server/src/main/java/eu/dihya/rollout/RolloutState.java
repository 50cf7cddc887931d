package eu.dihya.rollout;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import eu.dihya.plan.StartAt;

/**
 * Where a rollout stands. The {@code type} is what is stored; {@link RolloutTransitions} says what
 * may follow what.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = RolloutState.Planned.class, name = "planned"),
  @JsonSubTypes.Type(value = RolloutState.AwaitingApproval.class, name = "awaiting-approval"),
  @JsonSubTypes.Type(value = RolloutState.Scheduled.class, name = "scheduled"),
  @JsonSubTypes.Type(value = RolloutState.Running.class, name = "running"),
  @JsonSubTypes.Type(value = RolloutState.Paused.class, name = "paused"),
  @JsonSubTypes.Type(value = RolloutState.Draining.class, name = "draining"),
  @JsonSubTypes.Type(value = RolloutState.Aborting.class, name = "aborting"),
  @JsonSubTypes.Type(value = RolloutState.Succeeded.class, name = "succeeded"),
  @JsonSubTypes.Type(value = RolloutState.Partial.class, name = "partial"),
  @JsonSubTypes.Type(value = RolloutState.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = RolloutState.Aborted.class, name = "aborted")
})
public sealed interface RolloutState {
  /** Made, not started. */
  record Planned() implements RolloutState {}

  /** To be started as soon as its plan is approved; it holds its tenants already. */
  record AwaitingApproval(String because) implements RolloutState {}

  /** Starts by itself, where a server runs then; else as soon as one does. */
  record Scheduled(StartAt at) implements RolloutState {}

  /**
   * Tenants are admitted.
   *
   * @param borne failures that a person has seen and gone on from; the budgets count only what
   *     comes on top
   */
  record Running(int borne) implements RolloutState {}

  /** Nobody is admitted; running tenants finish. */
  record Paused(PauseCause cause, String because, int borne) implements RolloutState {}

  /** Nobody is admitted; when the running tenants have finished, the rollout ends. */
  record Draining(String because) implements RolloutState {}

  /**
   * Nobody is admitted, running statements are being cancelled; then the rollout ends as aborted.
   */
  record Aborting(String because) implements RolloutState {}

  record Succeeded() implements RolloutState {}

  /** Ended with some done and some not. */
  record Partial(String because) implements RolloutState {}

  /** Ended with none done. */
  record Failed(String because) implements RolloutState {}

  record Aborted(String because) implements RolloutState {}

  /** The word in the API; aborting is shown as draining until it has ended. */
  default String word() {
    return switch (this) {
      case Planned ignored -> "planned";
      case AwaitingApproval ignored -> "awaiting-approval";
      case Scheduled ignored -> "scheduled";
      case Running ignored -> "running";
      case Paused ignored -> "paused";
      case Draining ignored -> "draining";
      case Aborting ignored -> "draining";
      case Succeeded ignored -> "succeeded";
      case Partial ignored -> "partial";
      case Failed ignored -> "failed";
      case Aborted ignored -> "aborted";
    };
  }

  /** For people, why it is in this state; empty where there is nothing to explain. */
  default String explanation() {
    return switch (this) {
      case Planned ignored -> "";
      case Scheduled scheduled -> "starts at " + scheduled.at().words();
      case Running ignored -> "";
      case Succeeded ignored -> "";
      case AwaitingApproval awaiting -> awaiting.because();
      case Paused paused -> paused.because();
      case Draining draining -> draining.because();
      case Aborting aborting -> aborting.because();
      case Partial partial -> partial.because();
      case Failed failed -> failed.because();
      case Aborted aborted -> aborted.because();
    };
  }

  /** The same without its reason, which may speak of any tenant. */
  default RolloutState unexplained() {
    return switch (this) {
      case Planned planned -> planned;
      case Scheduled scheduled -> scheduled;
      case Running running -> running;
      case Succeeded succeeded -> succeeded;
      case AwaitingApproval ignored -> new AwaitingApproval("");
      case Paused paused -> new Paused(paused.cause(), "", paused.borne());
      case Draining ignored -> new Draining("");
      case Aborting ignored -> new Aborting("");
      case Partial ignored -> new Partial("");
      case Failed ignored -> new Failed("");
      case Aborted ignored -> new Aborted("");
    };
  }

  default boolean finished() {
    return switch (this) {
      case Planned ignored -> false;
      case AwaitingApproval ignored -> false;
      case Scheduled ignored -> false;
      case Running ignored -> false;
      case Paused ignored -> false;
      case Draining ignored -> false;
      case Aborting ignored -> false;
      case Succeeded ignored -> true;
      case Partial ignored -> true;
      case Failed ignored -> true;
      case Aborted ignored -> true;
    };
  }
}
