package eu.dihya.api;

import eu.dihya.plan.sweep.PendingConstraint.Constraint;
import eu.dihya.plan.sweep.Swept;
import eu.dihya.plan.sweep.Swept.Finding;
import eu.dihya.plan.sweep.Swept.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a sweep found, constraint by constraint and tenant by tenant. */
record SweepView(
    String plan,
    Instant at,
    long millis,
    int budgetSeconds,
    int tenants,
    List<String> victims,
    List<ConstraintView> constraints,
    List<FindingView> findings) {

  /** A constraint, and how many tenants have which outcome. */
  record ConstraintView(
      int number,
      String place,
      String kind,
      String table,
      String name,
      String text,
      int offending,
      int clean,
      int notProbed,
      long rows) {}

  /** One constraint, by its number, on one tenant. */
  record FindingView(String tenant, int constraint, String outcome, long rows, String because) {}

  static SweepView of(String plan, Swept swept) {
    List<Constraint> constraints = List.copyOf(swept.constraints());
    List<ConstraintView> views = new ArrayList<>();
    for (Constraint each : constraints) {
      views.add(constraint(views.size() + 1, each, swept));
    }
    return new SweepView(
        plan,
        swept.at(),
        swept.took().toMillis(),
        (int) swept.budget().toSeconds(),
        swept.tenants(),
        List.copyOf(swept.victims()),
        views,
        swept.findings().stream()
            .map(
                finding ->
                    new FindingView(
                        finding.tenant(),
                        constraints.indexOf(finding.constraint()) + 1,
                        code(finding.outcome()),
                        finding.rows(),
                        finding.because()))
            .toList());
  }

  private static ConstraintView constraint(int number, Constraint constraint, Swept swept) {
    List<Finding> own =
        swept.findings().stream()
            .filter(finding -> finding.constraint().equals(constraint))
            .toList();
    return new ConstraintView(
        number,
        constraint.place(),
        constraint.kind(),
        constraint.table(),
        constraint.name(),
        constraint.text(),
        count(own, Outcome.OFFENDING),
        count(own, Outcome.CLEAN),
        count(own, Outcome.NOT_PROBED),
        own.stream().mapToLong(Finding::rows).sum());
  }

  private static int count(List<Finding> findings, Outcome outcome) {
    return (int) findings.stream().filter(finding -> finding.outcome() == outcome).count();
  }

  private static String code(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
