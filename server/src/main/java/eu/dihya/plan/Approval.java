package eu.dihya.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import eu.dihya.security.Role;
import java.time.Instant;

/**
 * Somebody's word on a plan. It is bound to the digest: a plan that is equal has it too, and one
 * that differs in anything has it not. What was said is never changed; who takes it back says so in
 * a word of its own.
 *
 * @param digest of the plan
 * @param plan the id of the one that was looked at
 * @param person id of the account
 * @param by id of the principal: the same, or a token of that person's
 * @param role in which it was given
 * @param comment empty when nothing was said
 */
public record Approval(
    String digest,
    String plan,
    String person,
    String by,
    Role role,
    Word word,
    Instant at,
    String comment) {
  /** What was said. */
  public enum Word {
    @JsonProperty("approved")
    APPROVED,
    @JsonProperty("withdrawn")
    WITHDRAWN
  }
}
