package eu.dihya.rollout;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a person can do to a rollout; the one place that says when each is allowed and why not. */
public enum RolloutAction {
  PAUSE,
  RESUME,
  DRAIN,
  ABORT,
  RETRY,
  SKIP,
  HOLD,
  RELEASE,
  PROMOTE,
  REVERT,
  SIGN_OFF;

  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<RolloutAction> of(String code) {
    return Arrays.stream(values()).filter(action -> action.code().equals(code)).findFirst();
  }

  /** Why it is not allowed now; empty when it is. */
  public Optional<String> refusal(Standing standing) {
    RolloutState state = standing.state();
    return switch (this) {
      case PAUSE ->
          unless(state instanceof RolloutState.Running, "it is " + state.word() + ", not running");
      case RESUME ->
          unless(state instanceof RolloutState.Paused, "it is " + state.word() + ", not paused");
      case DRAIN -> unless(admitting(state), "it is " + state.word());
      case ABORT ->
          unless(
              !state.finished() && !(state instanceof RolloutState.Aborting),
              "it is " + state.word());
      case RETRY ->
          standing.unsuccessful().isEmpty() ? Optional.of("no tenant has failed") : again(standing);
      case SKIP ->
          unless(admitting(state), "it is " + state.word())
              .or(
                  () ->
                      unless(
                          !standing.skippable().isEmpty(),
                          "no tenant waits, has failed or is held"));
      case HOLD ->
          unless(admitting(state), "it is " + state.word())
              .or(() -> unless(!standing.waiting().isEmpty(), "no tenant waits"));
      case RELEASE ->
          standing.setAside().isEmpty()
              ? Optional.of("no tenant is held by a person or skipped")
              : again(standing);
      case PROMOTE ->
          unless(state instanceof RolloutState.Running, "it is " + state.word() + ", not running")
              .or(standing::noDwell);
      case REVERT ->
          unless(state.finished(), "it is " + state.word() + "; drain or abort it first")
              .or(standing::nothingToRevert);
      case SIGN_OFF ->
          unless(state.finished(), "it is " + state.word() + ", not ended")
              .or(
                  () ->
                      unless(
                          standing.rollout().aftermath().signOff() == null,
                          "it is signed off already"));
    };
  }

  /** Why it cannot be done to this one tenant now; empty when it can. */
  public Optional<String> refusal(Standing standing, RunRecord run) {
    List<RunRecord> possible =
        switch (this) {
          case SKIP -> standing.skippable();
          case HOLD -> standing.waiting();
          case RELEASE -> standing.setAside();
          case RETRY -> standing.unsuccessful();
          case PAUSE, RESUME, DRAIN, ABORT, PROMOTE, REVERT, SIGN_OFF -> List.of();
        };
    return possible.contains(run)
        ? refusal(standing)
        : Optional.of("its run is " + run.state().word());
  }

  private static Optional<String> again(Standing standing) {
    return standing.reverted().or(() -> retryRefusal(standing.state()));
  }

  /** Why no tenant can be let in once more; empty when one can. */
  static Optional<String> retryRefusal(RolloutState state) {
    boolean possible =
        state instanceof RolloutState.Running
            || state instanceof RolloutState.Paused
            || state instanceof RolloutState.Partial
            || state instanceof RolloutState.Failed;
    return unless(possible, "it is " + state.word());
  }

  private static boolean admitting(RolloutState state) {
    return state instanceof RolloutState.Running || state instanceof RolloutState.Paused;
  }

  private static Optional<String> unless(boolean allowed, String because) {
    return allowed ? Optional.empty() : Optional.of(because);
  }
}
