package eu.dihya.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a rollout does when its failure budget is exceeded. */
public enum OnFailure {
  /** Admit nobody more and wait for a decision. */
  @JsonProperty("pause")
  PAUSE,
  /** Admit nobody more, let the running ones finish, and end. */
  @JsonProperty("drain")
  DRAIN,
  /** Admit nobody more, cancel what can be cancelled, and end. */
  @JsonProperty("abort")
  ABORT
}
