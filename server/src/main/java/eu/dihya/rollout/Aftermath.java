package eu.dihya.rollout;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people did about a rollout after its end.
 *
 * @param revertedBy the rollout that undoes, or undid, what it applied
 * @param signOff who closed its report
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Aftermath(@Nullable String revertedBy, @Nullable SignOff signOff) {
  public static final Aftermath NONE = new Aftermath(null, null);

  /** That it is or was reverted, for people; empty when nobody did. */
  Optional<String> reverted() {
    return Optional.ofNullable(revertedBy).map(by -> by + " reverts it");
  }

  Aftermath revertedBy(String rollout) {
    return new Aftermath(rollout, signOff);
  }

  Aftermath signed(SignOff by) {
    return new Aftermath(revertedBy, by);
  }

  /** The same of a rollout that goes on: it will have to be signed off anew. */
  Aftermath reopened() {
    return signOff == null ? this : new Aftermath(revertedBy, null);
  }
}
