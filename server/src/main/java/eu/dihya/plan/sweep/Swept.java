package eu.dihya.plan.sweep;

import eu.dihya.plan.sweep.PendingConstraint.Constraint;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the probes of a plan said. Holds numbers of rows, and nothing that stands in them.
 *
 * @param at when it began
 * @param budget how long it was given
 * @param tenants how many were looked at or were to be
 * @param findings in the plan's order of tenants, then of constraints
 */
public record Swept(
    Instant at, Duration took, Duration budget, int tenants, List<Finding> findings) {
  public Swept {
    findings = List.copyOf(findings);
  }

  /** What a probe said of a tenant's rows. */
  public enum Outcome {
    OFFENDING,
    CLEAN,
    NOT_PROBED
  }

  /**
   * One constraint on one tenant.
   *
   * @param rows that offend; 0 unless some do
   * @param because why it was not probed; empty when it was
   */
  public record Finding(
      String tenant, Constraint constraint, Outcome outcome, long rows, String because) {
    public static Finding counted(String tenant, Constraint constraint, long rows) {
      return new Finding(
          tenant, constraint, rows == 0 ? Outcome.CLEAN : Outcome.OFFENDING, rows, "");
    }

    public static Finding notProbed(String tenant, Constraint constraint, String because) {
      return new Finding(tenant, constraint, Outcome.NOT_PROBED, 0, because);
    }
  }

  /** The constraints in the order in which they were met first. */
  public Set<Constraint> constraints() {
    Set<Constraint> constraints = new LinkedHashSet<>();
    findings.forEach(finding -> constraints.add(finding.constraint()));
    return constraints;
  }

  /** The tenants on which the plan will fail, as their rows are now. */
  public Set<String> victims() {
    Set<String> victims = new LinkedHashSet<>();
    findings.stream()
        .filter(finding -> finding.outcome() == Outcome.OFFENDING)
        .forEach(finding -> victims.add(finding.tenant()));
    return victims;
  }
}
