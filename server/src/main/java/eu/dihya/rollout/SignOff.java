package eu.dihya.rollout;

import com.fasterxml.jackson.annotation.JsonProperty;
import eu.dihya.security.Principal;
import java.time.Instant;

/** What a person says of a rollout when it is over; it closes the report. */
public record SignOff(Verdict verdict, String comment, Principal by, Instant at) {
  /** Whether that person takes the result as it is. */
  public enum Verdict {
    @JsonProperty("OK")
    OK,
    @JsonProperty("KO")
    KO
  }
}
