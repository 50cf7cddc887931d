package eu.dihya.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Whether a step applies a migration or undoes it. */
public enum Direction {
  @JsonProperty("up")
  UP,
  @JsonProperty("down")
  DOWN;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
