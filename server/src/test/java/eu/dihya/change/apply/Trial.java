package eu.dihya.change.apply;

import eu.dihya.backup.SqliteCopies;
import eu.dihya.base.Engine;
import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.CatalogLoader;
import eu.dihya.catalog.OutOfOrder;
import eu.dihya.change.expect.Expectations;
import eu.dihya.change.expect.ScratchExpectations;
import eu.dihya.change.scripts.ProgramRunner;
import eu.dihya.engine.HostLookup;
import eu.dihya.engine.Undecided;
import eu.dihya.plan.Candidate;
import eu.dihya.plan.Plan;
import eu.dihya.plan.PlanRequest;
import eu.dihya.plan.Planner;
import eu.dihya.plan.StrategySpec;
import eu.dihya.plan.TenantPlan;
import eu.dihya.rollout.TenantWork;
import eu.dihya.rollout.TenantWork.RunOutcome;
import eu.dihya.security.Principal;
import eu.dihya.testing.Dialects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A workspace whose migrations are planned for one target and carried out on it. */
final class Trial {
  private static final AtomicInteger TRIALS = new AtomicInteger();
  final Ground ground;
  private final Path workspace;
  private final int number = TRIALS.incrementAndGet();
  private int attempt;
  Expectations expectations;
  ProgramRunner.Limits limits = ProgramRunner.Limits.DEFAULT;
  private Undecided undecided = Undecided.REFUSE;

  Trial(Ground ground, Path workspace) {
    this(
        ground,
        workspace,
        new ScratchExpectations(new MemoryShapes(), ground.connector(), Clock.systemUTC()));
  }

  Trial(Ground ground, Path workspace, Expectations expectations) {
    this.ground = ground;
    this.workspace = workspace;
    this.expectations = expectations;
  }

  /** Writes a migration of the common stream; the name without {@code .sql}. */
  Trial file(String name, String sections) throws IOException {
    Path file = workspace.resolve("migrations/common").resolve(name + ".sql");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "-- Purpose: x\n-- Impact: x\n-- Rollback: x\n" + sections);
    return this;
  }

  /** Writes a migration that is a program of the shell, with its whole name. */
  Trial program(String name, String declared, String commands) throws IOException {
    Path file = workspace.resolve("migrations/common").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        "#!/bin/sh\n# Purpose: x\n# Impact: x\n# Rollback: x\n# migrate:script class="
            + declared
            + "\n"
            + commands);
    return this;
  }

  Catalog catalog() {
    return CatalogLoader.load(
        workspace, workspace.resolve("migrations"), EnumSet.of(ground.engine()), true);
  }

  /** What is done from now on about a statement of which nobody can tell. */
  Trial undecided(Undecided policy) {
    this.undecided = policy;
    return this;
  }

  private StrategySpec strategy() {
    StrategySpec usual = StrategySpec.DEFAULT;
    return new StrategySpec(
        usual.waves(),
        usual.parallel(),
        usual.failureBudget(),
        usual.onFailure(),
        usual.dwell(),
        undecided);
  }

  TenantPlan plan(String to) {
    PlanRequest request = new PlanRequest("", to, false, strategy());
    Candidate candidate =
        new Candidate(ground.tenant(), Optional.of(ground.observe()), Optional.empty());
    Plan plan =
        new Planner(catalog(), OutOfOrder.REFUSE, Dialects::of)
            .plan(request, List.of(candidate), "u-1", Instant.EPOCH);
    return plan.tenants().isEmpty() ? nothing() : plan.tenants().getFirst();
  }

  private TenantPlan nothing() {
    return new TenantPlan(
        "t1",
        ground.engine(),
        ground.tenant().target().server(),
        0,
        "",
        null,
        List.of(),
        eu.dihya.plan.Backup.NONE);
  }

  RunOutcome latest() {
    return run(plan(PlanRequest.LATEST), new Ears());
  }

  RunOutcome run(TenantPlan plan, TenantWork.Listener listener) {
    String rollout = "R-0001";
    TenantWork.Order order =
        new TenantWork.Order(
            rollout, rollout + "/t1#" + ++attempt, plan, "release-1", Principal.POLICY, undecided);
    return work().carryOut(order, listener);
  }

  ApplyMigrations work() {
    ApplyMigrations.Parts parts =
        new ApplyMigrations.Parts(
            ground.connector(),
            ground.tenants(),
            this::catalog,
            new SqliteCopies(workspace, workspace.resolve("copies-" + number)),
            ground.observations(),
            expectations,
            new ProgramRunner(
                ground.connector(),
                HostLookup.ANY,
                workspace.resolve("programs-" + number),
                limits));
    return new ApplyMigrations(parts, Clock.systemUTC(), "test");
  }

  static String engineWord(Engine engine, String sqlite, String postgresql, String mariadb) {
    return switch (engine) {
      case SQLITE -> sqlite;
      case POSTGRESQL -> postgresql;
      case MYSQL, MARIADB -> mariadb;
    };
  }
}
