package eu.dihya.plan.sweep;

import java.util.Optional;

/**
 * A constraint that a plan puts on a table that is there.
 *
 * @param probe which tells the rows that offend; empty when none can
 * @param because why none can; empty with a probe
 */
public record PendingConstraint(Constraint constraint, Optional<Probe> probe, String because) {
  /**
   * The same for all tenants that get it.
   *
   * @param place file, line and column of the statement
   * @param kind code of what is demanded: {@code unique}, {@code not-null}, {@code check}, {@code
   *     foreign-key}, {@code other}
   * @param table as written; empty where it is not known
   * @param name of the constraint or index; empty when it has none
   * @param text the demand in the words of SQL, shortened, without its literals
   */
  public record Constraint(String place, String kind, String table, String name, String text) {}

  static PendingConstraint of(Constraint constraint, Probe probe) {
    return new PendingConstraint(constraint, Optional.of(probe), "");
  }

  /** The same without its probe; what had none keeps its reason. */
  PendingConstraint withoutProbe(String reason) {
    return probe.isPresent() ? unanswerable(constraint, reason) : this;
  }

  static PendingConstraint unanswerable(Constraint constraint, String because) {
    return new PendingConstraint(constraint, Optional.empty(), because);
  }
}
