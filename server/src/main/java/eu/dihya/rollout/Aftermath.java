package eu.dihya.rollout;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What people did about a rollout after its end.
 *
 * @param revertedBy the rollout that undoes, or undid, what it applied
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Aftermath(@Nullable String revertedBy) {
  public static final Aftermath NONE = new Aftermath(null);
}
