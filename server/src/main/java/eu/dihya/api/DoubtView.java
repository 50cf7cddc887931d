package eu.dihya.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.rollout.Evidence;
import eu.dihya.rollout.RolloutRecord;
import eu.dihya.rollout.RunDecision;
import eu.dihya.rollout.RunState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What there is to decide on when a statement is in doubt, and whether it may be decided now. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DoubtView(
    RolloutView.ActionView decide, @Nullable String digest, @Nullable Evidence evidence) {
  static Optional<DoubtView> of(RolloutRecord rollout, RunState state) {
    if (!(state instanceof RunState.InDoubt doubt)) {
      return Optional.empty();
    }
    String refusal = RunDecision.refusal(rollout, state).orElse(null);
    Evidence evidence = doubt.evidence();
    return Optional.of(
        new DoubtView(
            new RolloutView.ActionView(refusal == null, refusal),
            evidence == null ? null : evidence.digest(),
            evidence));
  }

  /** What a person says of it. */
  record Body(@Nullable String decision, @Nullable String evidence, @Nullable String reason) {
    RunDecision asDecision() {
      boolean applied = "applied".equals(decision);
      if (!applied && !"not-applied".equals(decision)) {
        throw usage("decision is 'applied' or 'not-applied'");
      }
      if (reason == null || reason.isBlank()) {
        throw usage("a decision needs a reason");
      }
      if (evidence == null) {
        throw usage("a decision names the digest of the evidence that was looked at");
      }
      return new RunDecision(applied, evidence, reason);
    }

    private static DihyaException usage(String message) {
      return new DihyaException(ErrorCode.USAGE, message);
    }
  }
}
