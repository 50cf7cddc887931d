package eu.dihya.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted.
 *
 * @param select selector of tenants; empty for all
 * @param to {@code latest} or a version; below a tenant's current one it goes down
 * @param allowOutOfOrder whether a version below an applied one may run
 * @param reverts the rollout of which exactly that is undone which it applied, whatever {@code to}
 *     says; null for a plan towards a version
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanRequest(
    String select,
    String to,
    boolean allowOutOfOrder,
    StrategySpec strategy,
    @Nullable String reverts) {
  /** The word for the highest version of the catalogue. */
  public static final String LATEST = "latest";

  public PlanRequest(String select, String to, boolean allowOutOfOrder, StrategySpec strategy) {
    this(select, to, allowOutOfOrder, strategy, null);
  }

  /** To undo what a rollout applied. */
  public static PlanRequest reverting(String rollout, String select, StrategySpec strategy) {
    return new PlanRequest(select, LATEST, false, strategy, rollout);
  }

  /** The same without its selectors, which may name tenants. */
  PlanRequest unselective() {
    return new PlanRequest("", to, allowOutOfOrder, strategy.withoutWaves(), reverts);
  }
}
