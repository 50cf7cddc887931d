package eu.dihya.engine;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * What is done about a statement of class {@link StatementClass#ASK} of which nobody can tell
 * whether it took effect; chosen before anything runs.
 */
public enum Undecided {
  /** No plan with such a statement is made. */
  @JsonProperty("refuse")
  REFUSE,
  /** The tenant stands in doubt until a person has decided. */
  @JsonProperty("stop")
  STOP,
  /** It is run again. */
  @JsonProperty("repeat")
  REPEAT,
  /** It is taken as applied. */
  @JsonProperty("skip")
  SKIP;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
