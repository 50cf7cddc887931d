package eu.dihya.rollout;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Who or what paused a rollout. */
public enum PauseCause {
  /** The failure budget was exceeded. */
  @JsonProperty("policy")
  POLICY,
  /** A person asked for it. */
  @JsonProperty("operator")
  OPERATOR,
  /** The process that carried it out was asked to end. */
  @JsonProperty("shutdown")
  SHUTDOWN;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
