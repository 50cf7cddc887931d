package eu.dihya.plan;

/**
 * What is wanted.
 *
 * @param select selector of tenants; empty for all
 * @param to {@code latest} or a version; below a tenant's current one it goes down
 * @param allowOutOfOrder whether a version below an applied one may run
 */
public record PlanRequest(
    String select, String to, boolean allowOutOfOrder, StrategySpec strategy) {
  /** The word for the highest version of the catalogue. */
  public static final String LATEST = "latest";

  /** The same without its selectors, which may name tenants. */
  PlanRequest unselective() {
    return new PlanRequest("", to, allowOutOfOrder, strategy.withoutWaves());
  }
}
