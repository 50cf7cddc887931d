package eu.dihya.change.sweep;

import eu.dihya.base.DihyaException;
import eu.dihya.base.TenantScope;
import eu.dihya.catalog.Catalog;
import eu.dihya.engine.TargetConnector;
import eu.dihya.plan.Plan;
import eu.dihya.plan.StrategySpec;
import eu.dihya.plan.TenantPlan;
import eu.dihya.plan.sweep.PendingConstraint;
import eu.dihya.plan.sweep.PendingConstraint.Constraint;
import eu.dihya.plan.sweep.Swept;
import eu.dihya.plan.sweep.Swept.Finding;
import eu.dihya.tenants.Tenant;
import eu.dihya.tenants.TenantStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Finds, before anything runs, the tenants whose rows will refuse a constraint of the plan. Only
 * reads, many targets at once, as many as the plan's rollout would. Thread-safe; blocks the calling
 * thread.
 */
public final class Sweep {
  private static final Duration STATEMENT = Duration.ofSeconds(10);

  /** What stands for all constraints of a tenant for whom none could be read. */
  private static final Constraint ALL =
      new Constraint("", "other", "", "", "whatever the plan demands");

  private final TargetConnector connector;
  private final TenantStore tenants;
  private final Supplier<Catalog> catalogs;
  private final Clock clock;

  public Sweep(
      TargetConnector connector, TenantStore tenants, Supplier<Catalog> catalogs, Clock clock) {
    this.connector = connector;
    this.tenants = tenants;
    this.catalogs = catalogs;
    this.clock = clock;
  }

  /**
   * Asks all tenants of a plan.
   *
   * @param budget after which nothing more is asked; a statement that runs then has 10 s at most
   */
  public Swept run(Plan plan, Duration budget) {
    var begun = clock.instant();
    var probes = new TargetProbes(connector, TargetProbes.Deadline.in(budget, STATEMENT));
    var places = new Places(plan.request().strategy().parallel());
    var constraints = new PendingConstraints(catalogs.get());
    Map<String, Tenant> known =
        tenants.all(TenantScope.everything()).stream()
            .collect(Collectors.toMap(Tenant::id, Function.identity()));
    List<Finding> findings = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Finding>>> running = new ArrayList<>();
      for (TenantPlan each : plan.tenants()) {
        Optional<Tenant> tenant = Optional.ofNullable(known.get(each.tenant()));
        Asking asking = asking(each, tenant, constraints);
        running.add(threads.submit(() -> places.in(each.server(), () -> asking.ask(probes))));
      }
      running.forEach(future -> findings.addAll(result(future)));
    }
    return new Swept(
        begun, Duration.between(begun, clock.instant()), budget, plan.tenants().size(), findings);
  }

  private interface Asking {
    List<Finding> ask(TargetProbes probes);
  }

  private static Asking asking(
      TenantPlan plan, Optional<Tenant> tenant, PendingConstraints constraints) {
    if (tenant.isEmpty()) {
      return _ -> List.of(Finding.notProbed(plan.tenant(), ALL, "it is not registered any more"));
    }
    try {
      List<PendingConstraint> pending = constraints.of(plan, tenant.get());
      return probes -> pending.isEmpty() ? List.of() : probes.ask(plan, tenant.get(), pending);
    } catch (DihyaException e) {
      return _ -> List.of(Finding.notProbed(plan.tenant(), ALL, e.text()));
    }
  }

  private static List<Finding> result(Future<List<Finding>> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sweeping", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a sweep failed", e.getCause());
    }
  }

  /** How many at once, in all and on one server. */
  private static final class Places {
    private final Semaphore total;
    private final int perServer;
    private final Map<String, Semaphore> servers = new ConcurrentHashMap<>();

    Places(StrategySpec.Parallel parallel) {
      this.total = new Semaphore(parallel.total());
      this.perServer = parallel.perServer();
    }

    <T> T in(String server, Supplier<T> work) throws InterruptedException {
      Semaphore own = servers.computeIfAbsent(server, _ -> new Semaphore(perServer));
      own.acquire();
      try {
        total.acquire();
        try {
          return work.get();
        } finally {
          total.release();
        }
      } finally {
        own.release();
      }
    }
  }
}
