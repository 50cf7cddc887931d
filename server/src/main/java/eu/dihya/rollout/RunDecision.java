package eu.dihya.rollout;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.util.Optional;

/**
 * What a person says of a statement in doubt.
 *
 * @param applied whether it took effect
 * @param digest of the evidence that was looked at
 */
public record RunDecision(boolean applied, String digest, String reason) {
  /** Why nothing can be decided of a run; empty when something can. */
  public static Optional<String> refusal(RolloutRecord rollout, RunState run) {
    if (!(run instanceof RunState.InDoubt doubt)) {
      return Optional.of("its run is " + run.word() + ", not in-doubt");
    }
    if (doubt.evidence() == null) {
      return Optional.of(doubt.error().hint());
    }
    return rollout.aftermath().reverted().or(() -> RolloutAction.retryRefusal(rollout.state()));
  }

  /**
   * The evidence that this decision is about.
   *
   * @throws DihyaException CONFLICT when the run stands on other evidence, or on none
   */
  Evidence evidence(RolloutRecord rollout, RunRecord run) {
    refusal(rollout, run.state())
        .ifPresent(
            because -> {
              throw new DihyaException(
                  ErrorCode.CONFLICT, "nothing can be decided of " + run.tenant() + ": " + because);
            });
    Evidence evidence = run.state() instanceof RunState.InDoubt doubt ? doubt.evidence() : null;
    if (evidence == null || !evidence.digest().equals(digest)) {
      throw new DihyaException(
          ErrorCode.CONFLICT,
          "the evidence of " + run.tenant() + " is another now; look at it again");
    }
    return evidence;
  }
}
