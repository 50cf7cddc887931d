package eu.dihya.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted.
 *
 * @param select selector of tenants; empty for all
 * @param to {@code latest} or a version; below a tenant's current one it goes down
 * @param allowOutOfOrder whether a version below an applied one may run
 * @param approvals who has to approve the plan before it is carried out
 * @param gates what has to hold before tenants begin
 * @param startAt when the rollout is to start; null for at once
 * @param reverts the rollout of which exactly that is undone which it applied, whatever {@code to}
 *     says; null for a plan towards a version
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanRequest(
    String select,
    String to,
    boolean allowOutOfOrder,
    StrategySpec strategy,
    RequiredApprovals approvals,
    Gates gates,
    @Nullable StartAt startAt,
    @Nullable String reverts) {
  /** The word for the highest version of the catalogue. */
  public static final String LATEST = "latest";

  public PlanRequest {
    // A plan that an earlier version stored asks nobody and has no gates.
    approvals = Objects.requireNonNullElse(approvals, RequiredApprovals.NONE);
    gates = Objects.requireNonNullElse(gates, Gates.NONE);
  }

  /** One that asks nobody for an approval, has no gates and starts at once. */
  public PlanRequest(String select, String to, boolean allowOutOfOrder, StrategySpec strategy) {
    this(select, to, allowOutOfOrder, strategy, RequiredApprovals.NONE, Gates.NONE, null, null);
  }

  /** To undo what a rollout applied. */
  public static PlanRequest reverting(String rollout, String select, StrategySpec strategy) {
    return new PlanRequest(
        select, LATEST, false, strategy, RequiredApprovals.NONE, Gates.NONE, null, rollout);
  }

  /** The same on these conditions. */
  public PlanRequest on(RequiredApprovals required, Gates closed, @Nullable StartAt when) {
    return new PlanRequest(select, to, allowOutOfOrder, strategy, required, closed, when, reverts);
  }

  /** The same, for another order. */
  PlanRequest inOrder(boolean outOfOrderAllowed) {
    return new PlanRequest(
        select, to, outOfOrderAllowed, strategy, approvals, gates, startAt, reverts);
  }

  /** The same without its selectors and queries, which may name tenants. */
  PlanRequest unselective() {
    return new PlanRequest(
        "",
        to,
        allowOutOfOrder,
        strategy.withoutWaves(),
        approvals,
        gates.windowsOnly(),
        startAt,
        reverts);
  }
}
