package eu.dihya.rollout;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Why a run failed, in words for an operator. Carries no values of rows.
 *
 * @param message what happened
 * @param hint what to do next
 * @param migration name of the migration; null when it failed before any
 * @param position {@code file:line:column} of the statement
 * @param statement number of the statement in its section; 0 when none was running
 * @param statementText without string literals
 * @param errorClass equal for failures of the same kind, such as {@code CONSTRAINT}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunError(
    String message,
    String hint,
    @Nullable String migration,
    @Nullable String position,
    int statement,
    @Nullable String statementText,
    @Nullable String sqlState,
    String errorClass) {
  /** What equal failures have in common: class, SQLSTATE, place. */
  public String group() {
    return errorClass + "|" + sqlState + "|" + position;
  }
}
