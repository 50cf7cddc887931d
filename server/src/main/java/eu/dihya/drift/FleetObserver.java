package eu.dihya.drift;

import eu.dihya.base.DihyaException;
import eu.dihya.engine.EngineDriver;
import eu.dihya.engine.HistoryRow;
import eu.dihya.engine.Journal;
import eu.dihya.engine.SchemaHistory;
import eu.dihya.engine.Session;
import eu.dihya.engine.TargetConnector;
import eu.dihya.plan.Observation;
import eu.dihya.plan.ObservationStore;
import eu.dihya.tenants.Target;
import eu.dihya.tenants.Tenant;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads history and shape of many targets at once, bounded in all and for each database server.
 * Thread-safe.
 */
public final class FleetObserver {
  private static final Logger LOG = LoggerFactory.getLogger(FleetObserver.class);
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

  /**
   * Observes the tenants now and keeps what is seen; a target that cannot be read is an observation
   * too.
   */
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
    Semaphore server =
        servers.computeIfAbsent(tenant.target().server(), key -> new Semaphore(PER_SERVER));
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
      boolean halfway =
          !rows.isEmpty() && !new Journal(session, driver.dialect(), target).all().isEmpty();
      String shape = driver.schemaReader().shape(session, target).hash();
      return new Observation.Seen(clock.instant(), session.serverVersion(), rows, shape, halfway);
    } catch (DihyaException e) {
      return new Observation.Unreachable(clock.instant(), e.text());
    } catch (RuntimeException e) {
      // One target that surprises us must not hide the others.
      LOG.error("observing {} failed", target.address(), e);
      return new Observation.Unreachable(
          clock.instant(),
          "unexpected: " + e.getClass().getSimpleName() + "; the server's log has the details");
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
