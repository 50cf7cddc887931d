package eu.dihya.api;

import eu.dihya.archive.EvidenceArchive;
import eu.dihya.base.Engine;
import eu.dihya.catalog.CatalogSource;
import eu.dihya.drift.FleetObserver;
import eu.dihya.lint.LintPolicy;
import eu.dihya.plan.ApprovalStore;
import eu.dihya.plan.ObservationStore;
import eu.dihya.plan.RequiredApprovals;
import eu.dihya.plan.StrategySpec;
import eu.dihya.report.MigrationReport;
import eu.dihya.rollout.RolloutStore;
import eu.dihya.rollout.Rollouts;
import eu.dihya.rollout.RunLogs;
import eu.dihya.security.SecondFactor;
import eu.dihya.store.ControlStore;
import eu.dihya.tenants.TenantStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** What the API is made of; {@code app} puts it together. */
public record ApiParts(
    Stores stores,
    Rollouts rollouts,
    CatalogSource catalogs,
    FleetObserver observer,
    PlanService plans,
    RegistrySync registry,
    EvidenceArchive archive,
    RunLogs logs,
    Function<String, MigrationReport> reports,
    MigrationResource.NewMigrations newMigrations,
    TrialResource.Trials trials,
    Supplier<Set<Engine>> engines,
    SignIn signIn,
    Settings settings,
    Clock clock) {

  /** The control store and its parts. */
  public record Stores(
      ControlStore control,
      TenantStore tenants,
      ObservationStore observations,
      RolloutStore rollouts,
      ApprovalStore approvals,
      TenantRegistrar registrar,
      TokenResource.Parts tokens,
      SecretResource.Parts secrets) {}

  /**
   * How people sign in.
   *
   * @param provider empty when there is no identity provider
   */
  public record SignIn(
      SignInResource.Parts parts, SecondFactor second, Optional<ProviderResource.Way> provider) {}

  /** What the configuration says. */
  public record Settings(
      List<SystemResource.ConfigItem> configuration,
      SystemResource.Identity identity,
      LintPolicy lint,
      StrategySpec strategy,
      RequiredApprovals approvals,
      Path downloads) {}
}
