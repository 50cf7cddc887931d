package eu.dihya.drift;

import eu.dihya.base.TenantScope;
import eu.dihya.engine.TargetConnector;
import eu.dihya.plan.Observation;
import eu.dihya.plan.ObservationStore;
import eu.dihya.tenants.Tenant;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Looks at many targets at once, bounded in all and for each database server, and keeps what is
 * seen; a target that cannot be read is an observation too. Thread-safe.
 */
public final class FleetObserver {
  private static final int TOTAL = 32;
  private static final int PER_SERVER = 8;

  /** Observations that are kept together: few commits, and none that holds others up for long. */
  private static final int BATCH = 500;

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

  /** Reads history and catalogue of the tenants now. */
  public Map<String, Observation> observe(List<Tenant> tenants) {
    return observe(tenants, Map.of(), look(Settled.NEVER));
  }

  /**
   * Reads the histories of the tenants now, and the catalogues of those who are not settled with
   * that, who are in the midst of a migration, or of whom drift is known. Tenants of one database
   * share connections and questions, where the engine can do that.
   */
  public Map<String, Observation> observe(List<Tenant> tenants, Settled settled) {
    Look look = look(settled);
    return observe(tenants, all(shared(tenants, look)), look);
  }

  private Map<String, Observation> observe(
      List<Tenant> tenants, Map<String, Observation> shared, Look look) {
    Map<String, Observation> seen = new HashMap<>(shared);
    seen.putAll(
        all(
            tenants.stream()
                .filter(tenant -> !shared.containsKey(tenant.id()))
                .map(tenant -> alone(tenant, look))
                .toList()));
    return inOrder(tenants, seen);
  }

  private Look look(Settled settled) {
    return new Look(connector, clock, store.all(TenantScope.everything()), settled);
  }

  /**
   * Whoever is expected to be settled, and whoever has neighbours and was never seen. Who is
   * expected to need more has it read in one session, history and catalogue.
   */
  private List<Callable<Map<String, Observation>>> shared(List<Tenant> tenants, Look look) {
    List<Tenant> candidates =
        tenants.stream()
            .filter(tenant -> connector.readsHistories(tenant.target().engine()))
            .filter(tenant -> look.before(tenant).isEmpty() || look.expectedSettled(tenant))
            .toList();
    return Neighbours.of(candidates).stream()
        .filter(
            part -> part.tenants().size() > 1 || look.before(part.tenants().getFirst()).isPresent())
        .<Callable<Map<String, Observation>>>map(
            part -> () -> permitted(part.server(), () -> look.together(part)))
        .toList();
  }

  private Callable<Map<String, Observation>> alone(Tenant tenant, Look look) {
    return () -> permitted(tenant.target().server(), () -> Map.of(tenant.id(), look.alone(tenant)));
  }

  private Map<String, Observation> all(List<Callable<Map<String, Observation>>> looks) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Map<String, Observation>>> running = new ArrayList<>();
      looks.forEach(each -> running.add(threads.submit(each)));
      Map<String, Observation> seen = new LinkedHashMap<>();
      Map<String, Observation> unsaved = new LinkedHashMap<>();
      for (Future<Map<String, Observation>> future : running) {
        unsaved.putAll(result(future));
        if (unsaved.size() >= BATCH) {
          store.save(unsaved);
          seen.putAll(unsaved);
          unsaved.clear();
        }
      }
      store.save(unsaved);
      seen.putAll(unsaved);
      return seen;
    }
  }

  private <T> T permitted(String server, Callable<T> work) throws Exception {
    Semaphore permits = servers.computeIfAbsent(server, key -> new Semaphore(PER_SERVER));
    permits.acquireUninterruptibly();
    total.acquireUninterruptibly();
    try {
      return work.call();
    } finally {
      total.release();
      permits.release();
    }
  }

  private static Map<String, Observation> inOrder(
      List<Tenant> tenants, Map<String, Observation> seen) {
    Map<String, Observation> ordered = new LinkedHashMap<>();
    for (Tenant tenant : tenants) {
      Observation observation = seen.get(tenant.id());
      if (observation != null) {
        ordered.put(tenant.id(), observation);
      }
    }
    return ordered;
  }

  private static Map<String, Observation> result(Future<Map<String, Observation>> future) {
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
