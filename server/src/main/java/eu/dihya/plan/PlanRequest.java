package eu.dihya.plan;

import java.util.Objects;

/**
 * What is wanted.
 *
 * @param select selector of tenants; empty for all
 * @param to {@code latest} or a version; below a tenant's current one it goes down
 * @param allowOutOfOrder whether a version below an applied one may run
 * @param approvals who has to approve the plan before it is carried out
 */
public record PlanRequest(
    String select,
    String to,
    boolean allowOutOfOrder,
    StrategySpec strategy,
    RequiredApprovals approvals) {
  /** The word for the highest version of the catalogue. */
  public static final String LATEST = "latest";

  public PlanRequest {
    // A plan that an earlier version stored asks nobody.
    approvals = Objects.requireNonNullElse(approvals, RequiredApprovals.NONE);
  }

  /** One that asks nobody for an approval. */
  public PlanRequest(String select, String to, boolean allowOutOfOrder, StrategySpec strategy) {
    this(select, to, allowOutOfOrder, strategy, RequiredApprovals.NONE);
  }

  /** The same without its selectors, which may name tenants. */
  PlanRequest unselective() {
    return new PlanRequest("", to, allowOutOfOrder, strategy.withoutWaves(), approvals);
  }
}
