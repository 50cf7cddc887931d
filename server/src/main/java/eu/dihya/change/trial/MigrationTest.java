package eu.dihya.change.trial;

import eu.dihya.base.Engine;
import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.Migration;
import eu.dihya.change.apply.StepByStep;
import eu.dihya.change.scripts.ProgramRunner;
import eu.dihya.engine.SqlFailure;
import eu.dihya.engine.TargetConnector;
import eu.dihya.scratch.ScratchDatabase;
import eu.dihya.tenants.Target;
import eu.dihya.tenants.Tenant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tries every migration on an empty scratch database of each engine and sector of the fleet, beside
 * the target of one of its tenants, whose values fill the placeholders. Each scratch is dropped,
 * whatever happens. Thread-safe; blocks.
 */
public final class MigrationTest {
  private final TargetConnector connector;
  private final Optional<ProgramRunner> programs;
  private final String toolVersion;

  /** Where no migration is a program. */
  public MigrationTest(TargetConnector connector, String toolVersion) {
    this(connector, Optional.empty(), toolVersion);
  }

  /**
   * @param programs runs those migrations that are programs, with the address of the scratch
   */
  public MigrationTest(
      TargetConnector connector, Optional<ProgramRunner> programs, String toolVersion) {
    this.connector = connector;
    this.programs = programs;
    this.toolVersion = toolVersion;
  }

  /**
   * Tries all migrations; one of the common stream is told once an engine, unless it fails beside
   * another sector's.
   *
   * @param engines which to try; empty for all that the tenants have
   */
  public MigrationTests run(Catalog catalog, List<Tenant> tenants, Set<Engine> engines) {
    Map<String, Tenant> beside = new LinkedHashMap<>();
    for (Tenant tenant : tenants) {
      Engine engine = tenant.target().engine();
      if (engines.isEmpty() || engines.contains(engine)) {
        beside.putIfAbsent(engine.code() + "/" + tenant.sector(), tenant);
      }
    }
    Map<String, MigrationTests.Result> results = new LinkedHashMap<>();
    for (Tenant tenant : beside.values()) {
      for (MigrationTests.Result result : onScratch(catalog, tenant)) {
        String key = result.engine() + "/" + result.stream() + "/" + result.migration();
        results.merge(key, result, (known, next) -> known.ok() ? next : known);
      }
    }
    return MigrationTests.of(List.copyOf(results.values()));
  }

  private List<MigrationTests.Result> onScratch(Catalog catalog, Tenant beside) {
    List<Migration> migrations = catalog.forTenant(beside.sector());
    List<MigrationTests.Result> results = new ArrayList<>();
    try (ScratchDatabase scratch = new ScratchDatabase(connector, beside.target());
        StepByStep steps =
            new StepByStep(
                connector, on(beside, scratch.target()), catalog, programs, toolVersion)) {
      Optional<String> broken = Optional.empty();
      for (Migration migration : migrations) {
        MigrationTrial trial = new MigrationTrial(steps, beside.target().engine(), migration);
        results.add(broken.map(trial::notTried).orElseGet(trial::run));
        if (broken.isEmpty() && !trial.applied()) {
          broken = Optional.of("not tried, because " + migration.name() + " was not applied");
        }
      }
    } catch (SqlFailure e) {
      if (results.size() == migrations.size()) {
        throw e; // a scratch database that stays behind is not to be passed over
      }
      migrations
          .subList(results.size(), migrations.size())
          .forEach(migration -> results.add(noScratch(beside.target().engine(), migration, e)));
    }
    return results;
  }

  private static MigrationTests.Result noScratch(
      Engine engine, Migration migration, SqlFailure failure) {
    MigrationTests.Step step =
        MigrationTests.Step.failed(
            MigrationTests.Name.UP,
            0,
            "not tried, because of its scratch database: " + text(failure));
    return MigrationTests.Result.of(
        engine, null, migration.stream(), migration.name(), List.of(step));
  }

  private static String text(SqlFailure failure) {
    StringBuilder text = new StringBuilder(failure.text());
    for (Throwable second : failure.getSuppressed()) {
      text.append("; ").append(second.getMessage());
    }
    return text.toString();
  }

  private static Tenant on(Tenant tenant, Target scratch) {
    return new Tenant(
        tenant.id(),
        tenant.name(),
        tenant.sector(),
        tenant.region(),
        tenant.timezone(),
        tenant.environment(),
        tenant.state(),
        scratch,
        tenant.labels(),
        tenant.placeholders());
  }
}
