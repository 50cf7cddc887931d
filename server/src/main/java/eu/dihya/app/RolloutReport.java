package eu.dihya.app;

import eu.dihya.base.Engine;
import eu.dihya.base.SourcePosition;
import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.MigrationFile;
import eu.dihya.plan.Observation;
import eu.dihya.plan.Plan;
import eu.dihya.plan.TenantPlan;
import eu.dihya.report.MigrationReport;
import eu.dihya.report.MigrationReport.EngineVersion;
import eu.dihya.rollout.Counts;
import eu.dihya.rollout.FailureGroup;
import eu.dihya.rollout.RolloutRecord;
import eu.dihya.rollout.RolloutState;
import eu.dihya.rollout.RunError;
import eu.dihya.rollout.RunRecord;
import eu.dihya.rollout.RunState;
import eu.dihya.rollout.SignOff;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Fills the migration report from what is stored about a rollout. */
final class RolloutReport {
  private final RolloutRecord rollout;
  private final Plan plan;
  private final List<RunRecord> runs;
  private final Map<String, Observation> observations;
  private final Optional<Catalog> catalog;
  private final String version;

  RolloutReport(Source source, Optional<Catalog> catalog, String version) {
    this.rollout = source.rollout();
    this.plan = source.plan();
    this.runs = source.runs();
    this.observations = source.observations();
    this.catalog = catalog;
    this.version = version;
  }

  /** What is stored. */
  record Source(
      RolloutRecord rollout,
      Plan plan,
      List<RunRecord> runs,
      Map<String, Observation> observations) {}

  MigrationReport with(MigrationReport.Evidence evidence, Optional<String> comment) {
    MigrationReport report = observed(evidence, comment);
    SignOff signed = rollout.aftermath().signOff();
    return signed == null
        ? report
        : report.signed(
            new MigrationReport.SignOff(
                MigrationReport.Status.valueOf(signed.verdict().name()),
                signed.at(),
                Optional.of(signed.by().id()),
                Optional.of(signed.comment())));
  }

  private MigrationReport observed(MigrationReport.Evidence evidence, Optional<String> comment) {
    return new MigrationReport(
        new MigrationReport.Period(
            rollout.createdAt(), Objects.requireNonNullElse(rollout.finishedAt(), rollout.since())),
        new MigrationReport.Stack(version, Runtime.version().toString(), engines()),
        new MigrationReport.Description(
            rollout.title(), rollout.id(), plan.release(), plan.migrations()),
        waves(),
        tests(),
        FailureGroup.of(runs).stream().map(RolloutReport::problem).toList(),
        rollback(),
        rollout.state() instanceof RolloutState.Succeeded
            ? MigrationReport.Status.OK
            : MigrationReport.Status.KO,
        Optional.of(rollout.createdBy().id()),
        evidence,
        comment.filter(text -> !text.isBlank()));
  }

  private List<EngineVersion> engines() {
    return plan.tenants().stream()
        .flatMap(tenant -> version(tenant).stream())
        .distinct()
        .sorted(Comparator.comparing(EngineVersion::engine).thenComparing(EngineVersion::version))
        .toList();
  }

  private Optional<EngineVersion> version(TenantPlan tenant) {
    return observations.get(tenant.tenant()) instanceof Observation.Seen seen
            && !seen.serverVersion().isEmpty()
        ? Optional.of(EngineVersion.of(tenant.engine(), seen.serverVersion()))
        : Optional.empty();
  }

  private List<MigrationReport.Wave> waves() {
    List<MigrationReport.Wave> waves = new ArrayList<>();
    for (int index = 0; index < plan.waves().size(); index++) {
      int number = index;
      List<RunRecord> members = runs.stream().filter(run -> run.wave() == number).toList();
      Counts counts = Counts.of(members);
      int skipped =
          (int) members.stream().filter(run -> run.state() instanceof RunState.Skipped).count();
      waves.add(
          new MigrationReport.Wave(
              index + 1,
              new MigrationReport.TenantCounts(
                  counts.total(),
                  counts.done(),
                  counts.failed(),
                  counts.held() - skipped,
                  counts.waiting() + skipped,
                  0),
              members.stream()
                  .map(RunRecord::startedAt)
                  .filter(Objects::nonNull)
                  .min(Instant::compareTo),
              members.stream()
                  .map(RunRecord::finishedAt)
                  .filter(Objects::nonNull)
                  .max(Instant::compareTo)));
    }
    return waves;
  }

  private MigrationReport.Tests tests() {
    Counts counts = Counts.of(runs);
    int verified =
        runs.stream()
            .filter(run -> run.state() instanceof RunState.Done)
            .mapToInt(this::verifySections)
            .sum();
    int different = errors("NOT_OBSERVED");
    return new MigrationReport.Tests(
        verified,
        errors("VERIFY"),
        counts.done(),
        different,
        counts.total() - counts.done() - different);
  }

  private int verifySections(RunRecord run) {
    return (int)
        plan.forTenant(run.tenant()).stream()
            .flatMap(
                tenant ->
                    tenant.steps().stream()
                        .flatMap(
                            step -> file(step.stream(), step.version(), tenant.engine()).stream()))
            .filter(file -> file.verify().isPresent())
            .count();
  }

  private Optional<MigrationFile> file(String stream, String migrationVersion, Engine engine) {
    return catalog
        .flatMap(known -> known.find(stream, migrationVersion))
        .flatMap(migration -> migration.fileFor(engine));
  }

  private int errors(String errorClass) {
    return (int)
        runs.stream()
            .filter(
                run ->
                    run.state() instanceof RunState.Failed failed
                        && failed.error().errorClass().equals(errorClass))
            .count();
  }

  private MigrationReport.Rollback rollback() {
    int done = Counts.of(runs).done();
    if (plan.request().reverts() != null && done > 0) {
      return new MigrationReport.Rollback(true, MigrationReport.Means.DOWN_SECTIONS, done);
    }
    int undone =
        (int)
            runs.stream()
                .filter(run -> run.state() instanceof RunState.Failed)
                .flatMap(run -> plan.forTenant(run.tenant()).stream())
                .filter(tenant -> tenant.engine().hasTransactionalDdl())
                .count();
    return undone == 0
        ? MigrationReport.Rollback.none()
        : new MigrationReport.Rollback(true, MigrationReport.Means.TRANSACTION, undone);
  }

  private static MigrationReport.ProblemGroup problem(FailureGroup group) {
    RunError error = group.error();
    return new MigrationReport.ProblemGroup(
        error.errorClass().toLowerCase(Locale.ROOT).replace('_', '-'),
        group.tenants().size(),
        Optional.ofNullable(error.position()).map(RolloutReport::position));
  }

  private static SourcePosition position(String text) {
    String[] parts = text.split(":", 3);
    return parts.length == 3
        ? new SourcePosition(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]))
        : SourcePosition.of(text);
  }
}
