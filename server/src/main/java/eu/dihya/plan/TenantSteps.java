package eu.dihya.plan;

import eu.dihya.base.Problem;
import eu.dihya.base.SourcePosition;
import eu.dihya.base.Suggestions;
import eu.dihya.catalog.AppliedCheck;
import eu.dihya.catalog.AppliedMigration;
import eu.dihya.catalog.AppliedReport;
import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.Migration;
import eu.dihya.catalog.MigrationFile;
import eu.dihya.catalog.MigrationVersion;
import eu.dihya.catalog.OutOfOrder;
import eu.dihya.engine.AppliedSet;
import eu.dihya.engine.HistoryRow;
import eu.dihya.tenants.Tenant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The steps that bring one tenant to a version. */
final class TenantSteps {
  private final Catalog catalog;
  private final OutOfOrder outOfOrder;
  private final Candidate candidate;
  private final Tenant tenant;
  private final AppliedSet applied;
  private final Set<HistoryRow> undone = new HashSet<>();

  TenantSteps(Catalog catalog, OutOfOrder outOfOrder, Candidate candidate) {
    this.catalog = catalog;
    this.outOfOrder = outOfOrder;
    this.candidate = candidate;
    this.tenant = candidate.tenant();
    this.applied = AppliedSet.of(candidate.seen().history());
  }

  /**
   * The steps towards the version, or to the end of the catalogue; contradictions go to the
   * refusals.
   */
  TenantPlan towards(Optional<MigrationVersion> goal, Refusals refusals) {
    List<PlanStep> steps = new ArrayList<>();
    goal.ifPresent(version -> steps.addAll(downTo(version, refusals)));
    AppliedReport report = report(refusals);
    for (Migration migration : report.pending()) {
      if (goal.isEmpty()
          || migration
              .version()
              .filter(version -> version.compareTo(goal.get()) <= 0)
              .isPresent()) {
        migration
            .fileFor(tenant.target().engine())
            .ifPresentOrElse(
                file -> {
                  refuseMissingValues(file, refusals);
                  steps.add(step(migration, file, Direction.UP));
                },
                () -> refusals.add(noFile(migration), tenant.id()));
      }
    }
    return TenantPlan.of(candidate, from(), steps);
  }

  /** The steps that undo these rows, in this order; contradictions go to the refusals. */
  TenantPlan undoing(List<HistoryRow> rows, Refusals refusals) {
    List<PlanStep> steps = new ArrayList<>();
    for (HistoryRow row : rows) {
      undone.add(row);
      catalog
          .find(row.stream(), row.version())
          .flatMap(migration -> down(migration, refusals))
          .ifPresent(steps::add);
    }
    report(refusals);
    return TenantPlan.of(candidate, from(), steps);
  }

  private String from() {
    return applied.rows().stream()
        .map(HistoryRow::version)
        .filter(MigrationVersion::isVersion)
        .map(MigrationVersion::of)
        .max(Comparator.naturalOrder())
        .map(MigrationVersion::toString)
        .orElse("");
  }

  /**
   * Every applied row is held against its file; order is judged by what remains when the steps down
   * are done.
   */
  private AppliedReport report(Refusals refusals) {
    AppliedReport report = check(outOfOrder).check(rows(row -> !undone.contains(row)));
    Set<Problem> problems = new LinkedHashSet<>(report.refusals());
    if (!undone.isEmpty()) {
      problems.addAll(check(OutOfOrder.ALLOW).check(rows(row -> true)).refusals());
    }
    problems.forEach(problem -> refusals.add(problem, tenant.id()));
    return report;
  }

  private AppliedCheck check(OutOfOrder order) {
    return AppliedCheck.of(catalog, tenant.sector(), tenant.target().engine(), order);
  }

  private void refuseMissingValues(MigrationFile file, Refusals refusals) {
    Set<String> known = tenant.placeholderValues().keySet();
    catalog
        .summary(file, tenant.target().engine())
        .placeholders()
        .forEach(
            (name, position) -> {
              if (!known.contains(name)) {
                refusals.add(
                    new Problem(
                        position,
                        "the placeholder ${"
                            + name
                            + "} has no value"
                            + Suggestions.hint(name, known)),
                    tenant.id());
              }
            });
  }

  private Problem noFile(Migration migration) {
    List<String> files = migration.variants().stream().map(MigrationFile::displayName).toList();
    return new Problem(
        SourcePosition.of(files.getFirst()),
        "version "
            + migration.historyVersion()
            + " has no file for "
            + tenant.target().engine().code()
            + "; there "
            + (files.size() == 1 ? "is " : "are ")
            + String.join(", ", files)
            + ". Add a variant, or a file without an engine in its name");
  }

  private List<PlanStep> downTo(MigrationVersion goal, Refusals refusals) {
    List<PlanStep> steps = new ArrayList<>();
    for (HistoryRow row : applied.rows()) {
      boolean above =
          MigrationVersion.isVersion(row.version())
              && MigrationVersion.of(row.version()).compareTo(goal) > 0;
      if (above && row.kind() == HistoryRow.Kind.BASELINE) {
        refusals.add(baseline(row, goal), tenant.id());
      }
      if (above && row.kind() == HistoryRow.Kind.UP) {
        undone.add(row);
        catalog
            .find(row.stream(), row.version())
            .ifPresent(migration -> down(migration, refusals).ifPresent(steps::add));
      }
    }
    steps.sort(PlanStep.BY_VERSION.reversed());
    return steps;
  }

  private static Problem baseline(HistoryRow row, MigrationVersion goal) {
    return new Problem(
        SourcePosition.of("schema history"),
        "version "
            + row.version()
            + " of "
            + row.stream()
            + " is the baseline, so version "
            + goal
            + " cannot be reached by going down; restore a backup instead");
  }

  private Optional<PlanStep> down(Migration migration, Refusals refusals) {
    Optional<MigrationFile> file = migration.fileFor(tenant.target().engine());
    if (file.isPresent() && file.get().down().isEmpty()) {
      refusals.add(
          new Problem(
              SourcePosition.of(file.get().displayName()),
              "version " + migration.historyVersion() + whyNoWayBack(file.get())),
          tenant.id());
    }
    file.ifPresent(found -> refuseMissingValues(found, refusals));
    return file.filter(found -> found.down().isPresent())
        .map(found -> step(migration, found, Direction.DOWN));
  }

  private static String whyNoWayBack(MigrationFile file) {
    return file.program().isPresent()
        ? " is a program, which has no way down; undo it by a new migration, or restore"
        : " has no down section, so it cannot be undone; add one, or restore";
  }

  private PlanStep step(Migration migration, MigrationFile file, Direction direction) {
    return PlanStep.of(migration, file, direction, tenant.target().engine());
  }

  private List<AppliedMigration> rows(Predicate<HistoryRow> wanted) {
    return applied.rows().stream()
        .filter(wanted)
        .map(
            row ->
                new AppliedMigration(
                    row.stream(),
                    row.version(),
                    row.rawChecksum(),
                    row.tokenChecksum(),
                    row.kind() == HistoryRow.Kind.BASELINE))
        .toList();
  }
}
