package eu.dihya.plan;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted.
 *
 * @param select selector of tenants; empty for all
 * @param to {@code latest} or a version; below a tenant's current one it goes down
 * @param allowOutOfOrder whether a version below an applied one may run
 * @param startAt when the rollout is to start; null for at once
 */
public record PlanRequest(
    String select,
    String to,
    boolean allowOutOfOrder,
    StrategySpec strategy,
    Gates gates,
    @Nullable StartAt startAt) {
  /** The word for the highest version of the catalogue. */
  public static final String LATEST = "latest";

  public PlanRequest {
    // A request that was stored before there were gates says nothing of them.
    gates = Objects.requireNonNullElse(gates, Gates.NONE);
  }

  /** Without gates, and to start at once. */
  public PlanRequest(String select, String to, boolean allowOutOfOrder, StrategySpec strategy) {
    this(select, to, allowOutOfOrder, strategy, Gates.NONE, null);
  }

  /** The same, for another order. */
  PlanRequest inOrder(boolean outOfOrderAllowed) {
    return new PlanRequest(select, to, outOfOrderAllowed, strategy, gates, startAt);
  }

  /** The same without its selectors and queries, which may name tenants. */
  PlanRequest unselective() {
    return new PlanRequest(
        "", to, allowOutOfOrder, strategy.withoutWaves(), gates.windowsOnly(), startAt);
  }
}
