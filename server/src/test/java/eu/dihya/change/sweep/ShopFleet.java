package eu.dihya.change.sweep;

import eu.dihya.backup.SqliteCopies;
import eu.dihya.base.Engine;
import eu.dihya.base.TenantScope;
import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.CatalogLoader;
import eu.dihya.catalog.OutOfOrder;
import eu.dihya.change.apply.ApplyMigrations;
import eu.dihya.change.apply.Ground;
import eu.dihya.change.expect.Expectations;
import eu.dihya.change.scripts.ProgramRunner;
import eu.dihya.drift.FleetObserver;
import eu.dihya.engine.HostLookup;
import eu.dihya.engine.Session;
import eu.dihya.engine.TargetConnector;
import eu.dihya.engine.Undecided;
import eu.dihya.plan.Candidate;
import eu.dihya.plan.Observation;
import eu.dihya.plan.Plan;
import eu.dihya.plan.PlanRequest;
import eu.dihya.plan.Planner;
import eu.dihya.plan.StrategySpec;
import eu.dihya.plan.TenantPlan;
import eu.dihya.plan.sweep.Swept;
import eu.dihya.rollout.Attempt;
import eu.dihya.rollout.LogLevel;
import eu.dihya.rollout.TenantWork;
import eu.dihya.security.Principal;
import eu.dihya.tenants.Target;
import eu.dihya.tenants.Tenant;
import eu.dihya.tenants.TenantState;
import eu.dihya.tenants.TenantStore;
import eu.dihya.testing.Dialects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Tenants of one engine with the same tables, and one migration that they are to get. */
final class ShopFleet implements TenantStore {
  private final TargetConnector connector;
  private final Path workspace;
  private final List<Tenant> tenants;
  private final Ground.Observations observations = new Ground.Observations();

  ShopFleet(TargetConnector connector, Path workspace, List<Target> targets) {
    this.connector = connector;
    this.workspace = workspace;
    this.tenants =
        IntStream.range(0, targets.size())
            .mapToObj(i -> tenant("t%03d".formatted(i), targets.get(i)))
            .toList();
  }

  static Tenant tenant(String id, Target target) {
    return new Tenant(
        id, id, "shop", "eu", "UTC", "test", TenantState.ACTIVE, target, Map.of(), Map.of());
  }

  List<Tenant> tenants() {
    return tenants;
  }

  void migration(String sections) throws IOException {
    Path file = workspace.resolve("migrations/common/20260101_0900_constraints.sql");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "-- Purpose: x\n-- Impact: x\n-- Rollback: x\n" + sections);
  }

  void execute(Tenant tenant, List<String> statements) {
    try (Session session = connector.open(tenant.target())) {
      session.begin();
      statements.forEach(session::execute);
      session.commit();
    }
  }

  Plan plan() {
    Map<String, Observation> seen =
        new FleetObserver(connector, observations, Clock.systemUTC()).observe(tenants);
    List<Candidate> candidates =
        tenants.stream()
            .map(
                tenant ->
                    new Candidate(
                        tenant, Optional.ofNullable(seen.get(tenant.id())), Optional.empty()))
            .toList();
    return new Planner(catalog(), OutOfOrder.REFUSE, Dialects::of)
        .plan(
            new PlanRequest("", PlanRequest.LATEST, false, StrategySpec.DEFAULT),
            candidates,
            "u-1",
            Instant.EPOCH);
  }

  Swept sweep(Plan plan, Duration budget) {
    return new Sweep(connector, this, this::catalog, Clock.systemUTC()).run(plan, budget);
  }

  /** Carries the plan out on one tenant, for what really happens. */
  TenantWork.RunOutcome carryOut(TenantPlan plan) {
    var parts =
        new ApplyMigrations.Parts(
            connector,
            this,
            this::catalog,
            new SqliteCopies(workspace, workspace.resolve("copies")),
            observations,
            Expectations.none("not wanted"),
            new ProgramRunner(
                connector,
                HostLookup.ANY,
                workspace.resolve("programs"),
                ProgramRunner.Limits.DEFAULT));
    return new ApplyMigrations(parts, Clock.systemUTC(), "test")
        .carryOut(
            new TenantWork.Order(
                "R-0001",
                "R-0001/" + plan.tenant() + "#1",
                plan,
                "release-1",
                Principal.POLICY,
                Undecided.REFUSE),
            new Nobody());
  }

  private Catalog catalog() {
    return CatalogLoader.load(
        workspace,
        workspace.resolve("migrations"),
        EnumSet.of(tenants.getFirst().target().engine()),
        true);
  }

  Engine engine() {
    return tenants.getFirst().target().engine();
  }

  @Override
  public List<Tenant> all(TenantScope scope) {
    return scope.of(tenants, Tenant::id);
  }

  @Override
  public Optional<Tenant> find(TenantScope scope, String id) {
    return all(scope).stream().filter(each -> each.id().equals(id)).findFirst();
  }

  @Override
  public void save(List<Tenant> changed) {
    throw new UnsupportedOperationException("read only");
  }

  private static final class Nobody implements TenantWork.Listener {
    @Override
    public void counted(int statements) {}

    @Override
    public void applying(int statement, String migration) {}

    @Override
    public void ran(Attempt.StatementRun statement) {}

    @Override
    public void verifying(int statement, String migration) {}

    @Override
    public void log(LogLevel level, String text) {}

    @Override
    public boolean stopping() {
      return false;
    }

    @Override
    public void cancellable(Runnable cancel) {}
  }
}
