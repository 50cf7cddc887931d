package eu.dihya.bench;

import eu.dihya.api.PlanService;
import eu.dihya.backup.SqliteCopies;
import eu.dihya.catalog.CatalogSource;
import eu.dihya.catalog.OutOfOrder;
import eu.dihya.change.apply.ApplyMigrations;
import eu.dihya.change.expect.ExpectedShapeStore;
import eu.dihya.change.expect.ScratchExpectations;
import eu.dihya.drift.FleetObserver;
import eu.dihya.engine.TargetConnector;
import eu.dihya.plan.ObservationStore;
import eu.dihya.rollout.RolloutContext;
import eu.dihya.rollout.RolloutFeed;
import eu.dihya.rollout.RolloutStore;
import eu.dihya.rollout.Rollouts;
import eu.dihya.rollout.RunLogs;
import eu.dihya.rollout.TenantWork;
import eu.dihya.rollout.strategy.Rolling;
import eu.dihya.store.ControlStore;
import eu.dihya.store.JdbiExpectedShapeStore;
import eu.dihya.store.JdbiObservationStore;
import eu.dihya.store.JdbiRolloutStore;
import eu.dihya.store.JdbiTenantStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The product's parts over a control store of their own, put together as {@code app.Core} does it,
 * but for what serves people: the web server, the live stream, and the report after the end.
 */
final class DihyaCore implements AutoCloseable {
  final PlanService plans;
  final Rollouts rollouts;
  private final ControlStore control;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  DihyaCore(
      Path directory,
      List<Place> places,
      TargetConnector connector,
      RolloutFeed feed,
      Watching watching) {
    control = ControlStore.open(directory.resolve("dihya.db"));
    JdbiTenantStore tenants = new JdbiTenantStore(control);
    tenants.save(places.stream().map(Place::tenant).toList());
    var observations =
        watching.port(ObservationStore.class, new JdbiObservationStore(control), "store ");
    var store = watching.port(RolloutStore.class, new JdbiRolloutStore(control), "store ");
    var shapes =
        watching.port(ExpectedShapeStore.class, new JdbiExpectedShapeStore(control), "store ");
    Path files = Migrations.directory();
    CatalogSource catalogs =
        new CatalogSource(files.getParent(), files, () -> Set.of(places.getFirst().engine()));
    Clock clock = Clock.systemUTC();
    TenantWork work =
        new ApplyMigrations(
            new ApplyMigrations.Parts(
                connector,
                tenants,
                catalogs,
                new SqliteCopies(directory, directory.resolve("backups")),
                observations,
                new ScratchExpectations(shapes, connector, clock)),
            clock,
            "bench");
    rollouts =
        new Rollouts(
            new RolloutContext(
                store,
                watching.port(TenantWork.class, work, "work "),
                round -> List.of(),
                new Rolling(),
                feed,
                new RunLogs(directory.resolve("logs")),
                threads,
                (at, then) -> {
                  throw new IllegalStateException("nothing is waited for here");
                },
                clock,
                "bench"));
    plans =
        new PlanService(
            new PlanService.Parts(
                tenants,
                observations,
                catalogs,
                engine -> connector.driver(engine).dialect(),
                new FleetObserver(connector, observations, clock),
                store,
                rollouts),
            OutOfOrder.REFUSE,
            clock);
  }

  /** Puts itself between the parts, or does not. */
  interface Watching {
    <T> T port(Class<T> type, T real, String prefix);
  }

  @Override
  public void close() {
    rollouts.close();
    threads.close();
    control.close();
  }
}
