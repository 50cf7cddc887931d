package eu.dihya.drift;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.engine.EngineDriver;
import eu.dihya.engine.HistoryRow;
import eu.dihya.engine.Journal;
import eu.dihya.engine.SchemaHistory;
import eu.dihya.engine.Session;
import eu.dihya.engine.Shape;
import eu.dihya.engine.SqlFailure;
import eu.dihya.engine.TargetConnector;
import eu.dihya.plan.Observation;
import eu.dihya.plan.ObservationStore;
import eu.dihya.tenants.Target;
import eu.dihya.tenants.Tenant;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Reads history and shape of many targets at once, bounded in all and for each database server. Thread-safe. */
public final class FleetObserver {
  /** A SQLite file that is not there yet is an empty database. */
  private static final String EMPTY = new Shape(new TreeMap<>()).hash();

  private static final int TOTAL = 32;
  private static final int PER_SERVER = 8;

  private final TargetConnector connector;
  private final ObservationStore store;
  private final Clock clock;
  private final Semaphore total = new Semaphore(TOTAL);
  private final Map<String, Semaphore> servers = new ConcurrentHashMap<>();

  public FleetObserver(TargetConnector connector, ObservationStore store, Clock clock) {
    this.connector = connector;
    this.store = store;
    this.clock = clock;
  }

  /** Observes the tenants now and keeps what is seen; a target that cannot be read is an observation too. */
  public Map<String, Observation> observe(List<Tenant> tenants) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Map<String, Future<Observation>> running = new LinkedHashMap<>();
      tenants.forEach(tenant -> running.put(tenant.id(), threads.submit(() -> observe(tenant))));
      Map<String, Observation> seen = new LinkedHashMap<>();
      running.forEach((tenant, future) -> seen.put(tenant, result(future)));
      return seen;
    }
  }

  private Observation observe(Tenant tenant) {
    Semaphore server = servers.computeIfAbsent(tenant.target().server(), key -> new Semaphore(PER_SERVER));
    server.acquireUninterruptibly();
    total.acquireUninterruptibly();
    try {
      Observation observation = look(tenant.target());
      store.save(tenant.id(), observation);
      return observation;
    } finally {
      total.release();
      server.release();
    }
  }

  private Observation look(Target target) {
    EngineDriver driver = connector.driver(target.engine());
    try (Session session = connector.read(target)) {
      List<HistoryRow> rows = new SchemaHistory(session, driver.dialect(), target).rows();
      boolean halfway = !rows.isEmpty() && !new Journal(session, driver.dialect(), target).all().isEmpty();
      String shape = driver.schemaReader().shape(session, target).hash();
      return new Observation.Seen(clock.instant(), session.serverVersion(), rows, shape, halfway);
    } catch (SqlFailure e) {
      return target.engine() == Engine.SQLITE && e.kind() == SqlFailure.Kind.NO_SUCH_DATABASE
          ? new Observation.Seen(clock.instant(), "", List.of(), EMPTY, false)
          : new Observation.Unreachable(clock.instant(), e.text());
    } catch (DihyaException e) {
      return new Observation.Unreachable(clock.instant(), e.text());
    }
  }

  private static Observation result(Future<Observation> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while observing the fleet", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("observing failed", e.getCause());
    }
  }
}
