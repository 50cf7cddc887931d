package eu.dihya.rollout;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.rollout.RolloutState.Aborted;
import eu.dihya.rollout.RolloutState.Aborting;
import eu.dihya.rollout.RolloutState.AwaitingApproval;
import eu.dihya.rollout.RolloutState.Draining;
import eu.dihya.rollout.RolloutState.Failed;
import eu.dihya.rollout.RolloutState.Partial;
import eu.dihya.rollout.RolloutState.Paused;
import eu.dihya.rollout.RolloutState.Planned;
import eu.dihya.rollout.RolloutState.Running;
import eu.dihya.rollout.RolloutState.Scheduled;
import eu.dihya.rollout.RolloutState.Succeeded;
import java.util.Locale;

/** The one place that says which state follows which event. Pure. */
public final class RolloutTransitions {
  private RolloutTransitions() {}

  /**
   * The state after the event.
   *
   * @throws DihyaException CONFLICT when the event cannot happen in this state
   */
  public static RolloutState apply(RolloutState state, RolloutEvent event) {
    return switch (event) {
      case RolloutEvent.Scheduled scheduled
          when state instanceof Planned || state instanceof AwaitingApproval ->
          new Scheduled(scheduled.at());
      case RolloutEvent.Started ignored when notStarted(state) -> new Running(0);
      case RolloutEvent.StartHeld held when notStarted(state) ->
          new AwaitingApproval(held.because());
      case RolloutEvent.GatesChecked checked when state instanceof Running running ->
          checked.passed()
              ? running
              : new Paused(PauseCause.POLICY, checked.because(), running.borne());
      case RolloutEvent.WaveAdmitted ignored when state instanceof Running -> state;
      case RolloutEvent.BudgetExceeded exceeded when state instanceof Running running ->
          onBudget(running, exceeded);
      case RolloutEvent.PauseAsked asked when state instanceof Running running ->
          new Paused(asked.cause(), asked.reason(), running.borne());
      case RolloutEvent.Resumed resumed when state instanceof Paused ->
          new Running(resumed.failures());
      case RolloutEvent.DrainAsked asked when admitting(state) -> new Draining(asked.reason());
      case RolloutEvent.AbortAsked asked when !state.finished() && !(state instanceof Aborting) ->
          new Aborting(asked.reason());
      case RolloutEvent.Retried retried -> onRetry(state, retried, retried.failuresLeft());
      // Failures that are gone are borne no more, so that as many new ones do not pass unseen.
      case RolloutEvent.Skipped skipped when state instanceof Running running ->
          new Running(Math.min(running.borne(), skipped.failuresLeft()));
      case RolloutEvent.Skipped skipped when state instanceof Paused paused ->
          new Paused(
              paused.cause(), paused.because(), Math.min(paused.borne(), skipped.failuresLeft()));
      case RolloutEvent.TenantsHeld ignored when admitting(state) -> state;
      case RolloutEvent.Released ignored when admitting(state) -> state;
      case RolloutEvent.Released released when retryable(state) -> new Running(released.failures());
      case RolloutEvent.Promoted ignored when state instanceof Running -> state;
      case RolloutEvent.RevertBegun ignored when state.finished() -> state;
      case RolloutEvent.SignedOff ignored when state.finished() -> state;
      case RolloutEvent.Decided decided -> onRetry(state, decided, decided.failuresLeft());
      case RolloutEvent.Amended ignored when admitting(state) || retryable(state) -> state;
      case RolloutEvent.Recovered ignored when !state.finished() -> state;
      case RolloutEvent.Ended ended when !state.finished() && !notStarted(state) ->
          onEnd(state, ended);
      default -> throw notNow(state, event);
    };
  }

  private static RolloutState onBudget(Running running, RolloutEvent.BudgetExceeded exceeded) {
    return switch (exceeded.then()) {
      case PAUSE -> new Paused(PauseCause.POLICY, exceeded.because(), running.borne());
      case DRAIN -> new Draining(exceeded.because());
      case ABORT -> new Aborting(exceeded.because());
    };
  }

  /**
   * What the policy had stopped goes on; what a person has paused stays paused until a person
   * resumes it.
   */
  private static RolloutState onRetry(RolloutState state, RolloutEvent event, int left) {
    return switch (state) {
      case Running ignored -> new Running(left);
      case Paused paused when paused.cause() != PauseCause.OPERATOR -> new Running(left);
      case Paused paused -> new Paused(paused.cause(), paused.because(), left);
      case Partial ignored -> new Running(left);
      case Failed ignored -> new Running(left);
      case Planned ignored -> throw notNow(state, event);
      case AwaitingApproval ignored -> throw notNow(state, event);
      case Scheduled ignored -> throw notNow(state, event);
      case Draining ignored -> throw notNow(state, event);
      case Aborting ignored -> throw notNow(state, event);
      case Aborted ignored -> throw notNow(state, event);
      case Succeeded ignored -> throw notNow(state, event);
    };
  }

  private static RolloutState onEnd(RolloutState state, RolloutEvent.Ended ended) {
    if (state instanceof Aborting aborting) {
      return new Aborted(aborting.because());
    }
    if (ended.failed() == 0 && ended.notDone() == 0) {
      return new Succeeded();
    }
    String because = state.explanation().isEmpty() ? "" : state.explanation() + "; ";
    String counts =
        because
            + ended.done()
            + " done, "
            + ended.failed()
            + " failed, "
            + ended.notDone()
            + " not done";
    return ended.done() == 0 ? new Failed(counts) : new Partial(counts);
  }

  private static boolean notStarted(RolloutState state) {
    return state instanceof Planned
        || state instanceof AwaitingApproval
        || state instanceof Scheduled;
  }

  private static boolean admitting(RolloutState state) {
    return state instanceof Running || state instanceof Paused;
  }

  /** Ended, but failed tenants may still be tried again. */
  private static boolean retryable(RolloutState state) {
    return state instanceof Partial || state instanceof Failed;
  }

  private static DihyaException notNow(RolloutState state, RolloutEvent event) {
    String what =
        event
            .getClass()
            .getSimpleName()
            .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
            .toLowerCase(Locale.ROOT);
    return new DihyaException(
        ErrorCode.CONFLICT,
        "the rollout is " + state.word() + ", so '" + what + "' is not possible now");
  }
}
