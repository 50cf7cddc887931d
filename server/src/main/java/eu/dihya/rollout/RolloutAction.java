package eu.dihya.rollout;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person can do to a rollout; the one place that says when each is allowed and why not. */
public enum RolloutAction {
  PAUSE,
  RESUME,
  DRAIN,
  ABORT,
  RETRY;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<RolloutAction> of(String code) {
    return Arrays.stream(values()).filter(action -> action.code().equals(code)).findFirst();
  }

  /** Why it is not allowed now; empty when it is. */
  public Optional<String> refusal(RolloutState state, int failed) {
    return switch (this) {
      case PAUSE ->
          unless(state instanceof RolloutState.Running, "it is " + state.word() + ", not running");
      case RESUME ->
          unless(state instanceof RolloutState.Paused, "it is " + state.word() + ", not paused");
      case DRAIN ->
          unless(
              state instanceof RolloutState.Running || state instanceof RolloutState.Paused,
              "it is " + state.word());
      case ABORT ->
          unless(
              !state.finished() && !(state instanceof RolloutState.Aborting),
              "it is " + state.word());
      case RETRY -> retryRefusal(state, failed);
    };
  }

  private static Optional<String> retryRefusal(RolloutState state, int failed) {
    if (failed == 0) {
      return Optional.of("no tenant has failed");
    }
    boolean possible =
        state instanceof RolloutState.Running
            || state instanceof RolloutState.Paused
            || state instanceof RolloutState.Partial
            || state instanceof RolloutState.Failed;
    return unless(possible, "it is " + state.word());
  }

  private static Optional<String> unless(boolean allowed, String because) {
    return allowed ? Optional.empty() : Optional.of(because);
  }
}
