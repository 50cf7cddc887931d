package eu.dihya.app;

import eu.dihya.plan.RequiredApprovals;

/**
 * How many tenants migrate at once, in all and on one database server, where a plan says nothing
 * else.
 *
 * @param scratches whether scratch databases may be made to find out which schema to expect
 * @param approvals what every plan asks for at least
 */
public record RolloutConfig(
    int total, int perServer, boolean scratches, RequiredApprovals approvals) {
  public RolloutConfig {
    Checks.holds(total > 0 && perServer > 0, "rollout.parallel is at least 1");
  }
}
