package eu.dihya.app;

import eu.dihya.api.ApiParts;
import eu.dihya.api.PlanService;
import eu.dihya.archive.EvidenceArchive;
import eu.dihya.backup.SqliteCopies;
import eu.dihya.base.Engine;
import eu.dihya.base.TenantScope;
import eu.dihya.catalog.CatalogSource;
import eu.dihya.change.scripts.ProgramRunner;
import eu.dihya.drift.FleetObserver;
import eu.dihya.engine.HostLookup;
import eu.dihya.engine.TargetConnector;
import eu.dihya.rollout.RolloutContext;
import eu.dihya.rollout.Rollouts;
import eu.dihya.rollout.RunLogs;
import eu.dihya.rollout.strategy.Rolling;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Everything below the API: targets, catalogue, rollouts, evidence. What must be closed goes to the
 * resources.
 */
final class Core {
  /** A clock that is set, or a machine that slept, moves a time by no more than this. */
  private static final long LONGEST_TIMER = Duration.ofMinutes(1).toMillis();

  final Vertx vertx = Vertx.vertx();
  final Clock clock = Clock.systemUTC();
  final Feeds feeds = new Feeds();
  final ApiParts.Stores stores;
  final TargetConnector connector;
  final CatalogSource catalogs;
  final ProgramRunner programs;
  final FleetObserver observer;
  final RunLogs logs;
  final Rollouts rollouts;
  final PlanService plans;
  final EvidenceArchive archive;
  final EvidenceWriter evidence;

  Core(Configuration configuration, Path state, ApiParts.Stores stores, Resources resources) {
    this.stores = stores;
    resources.add(() -> vertx.close().await());
    connector =
        resources.add(
            Engines.connector(
                vertx, configuration, stores.secrets().secrets(), Installation.of(state)));
    catalogs =
        new CatalogSource(
            configuration.workspace(),
            configuration.migrations().path(),
            this::engines,
            configuration.migrations().scripts());
    programs =
        new ProgramRunner(
            connector,
            HostLookup.of(configuration.targetRules().hosts()),
            state.resolve("programs"),
            configuration.migrations().scriptLimits());
    observer = new FleetObserver(connector, stores.observations(), clock);
    logs = new RunLogs(state.resolve("logs"));
    rollouts = resources.add(new Rollouts(context(configuration, state, resources)));
    plans =
        new PlanService(
            new PlanService.Parts(
                stores.tenants(),
                stores.observations(),
                catalogs,
                engine -> connector.driver(engine).dialect(),
                observer,
                stores.rollouts(),
                rollouts),
            configuration.migrations().outOfOrder(),
            clock);
    archive = resources.add(Engines.archive(vertx, configuration, clock));
    evidence =
        resources.add(
            new EvidenceWriter(
                new EvidenceWriter.Parts(
                    rollouts, stores.rollouts(), stores.observations(), catalogs, logs, archive),
                Build.version()));
  }

  /** The engines of the fleet. */
  Set<Engine> engines() {
    EnumSet<Engine> engines = EnumSet.noneOf(Engine.class);
    stores
        .tenants()
        .all(TenantScope.everything())
        .forEach(tenant -> engines.add(tenant.target().engine()));
    return engines;
  }

  private RolloutContext context(Configuration configuration, Path state, Resources resources) {
    ExecutorService threads = resources.add(Executors.newVirtualThreadPerTaskExecutor());
    RolloutContext.Alarm alarm =
        (at, then) ->
            vertx.setTimer(
                Math.clamp(Duration.between(Instant.now(), at).toMillis(), 1, LONGEST_TIMER),
                timer -> threads.execute(then));
    SqliteCopies copies = new SqliteCopies(configuration.workspace(), state.resolve("backups"));
    var work = Engines.work(this, configuration, copies);
    return new RolloutContext(
        stores.rollouts(),
        work,
        Engines.gates(this, configuration, resources),
        new Rolling(),
        feeds,
        logs,
        threads,
        alarm,
        clock,
        "local");
  }
}
