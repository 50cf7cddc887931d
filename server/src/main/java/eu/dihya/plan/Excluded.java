package eu.dihya.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A tenant that was selected and will not be touched. */
public record Excluded(String tenant, Code code, String because) {
  /** Why not. */
  public enum Code {
    /** Its real schema is not the one that its history recorded. */
    @JsonProperty("drifted")
    DRIFTED,
    @JsonProperty("unreachable")
    UNREACHABLE,
    @JsonProperty("suspended")
    SUSPENDED,
    @JsonProperty("archived")
    ARCHIVED,
    /** Another rollout that has not ended includes it. */
    @JsonProperty("busy")
    BUSY,
    /** Something else was done to it after what is to be undone. */
    @JsonProperty("moved-on")
    MOVED_ON,
    /** What is to be undone includes something that has no way back. */
    @JsonProperty("no-way-back")
    NO_WAY_BACK;

    /** Whether somebody chose it; the others mean that a tenant stays behind against one's wish. */
    public boolean chosen() {
      return this == SUSPENDED || this == ARCHIVED;
    }
  }
}
