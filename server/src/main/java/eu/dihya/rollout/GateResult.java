package eu.dihya.rollout;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a gate showed.
 *
 * @param gate its kind and name
 * @param evidence for people: what was seen, without values of rows or answers
 */
public record GateResult(String gate, Outcome outcome, String evidence) {
  /** Whether the condition holds. */
  public enum Outcome {
    @JsonProperty("passed")
    PASSED,
    @JsonProperty("failed")
    FAILED,
    /** Nobody can tell, which is no permission to go on. */
    @JsonProperty("inconclusive")
    INCONCLUSIVE;

    String word() {
      return switch (this) {
        case PASSED -> "passed";
        case FAILED -> "failed";
        case INCONCLUSIVE -> "is inconclusive";
      };
    }
  }

  public static GateResult passed(String gate, String evidence) {
    return new GateResult(gate, Outcome.PASSED, evidence);
  }

  public static GateResult failed(String gate, String evidence) {
    return new GateResult(gate, Outcome.FAILED, evidence);
  }

  public static GateResult inconclusive(String gate, String evidence) {
    return new GateResult(gate, Outcome.INCONCLUSIVE, evidence);
  }

  boolean holds() {
    return outcome == Outcome.PASSED;
  }

  /** Without what may speak of any tenant. */
  GateResult unexplained() {
    return new GateResult("", outcome, "");
  }

  @Override
  public String toString() {
    return gate + " " + outcome.word() + ": " + evidence;
  }
}
