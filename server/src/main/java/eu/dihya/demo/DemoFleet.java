package eu.dihya.demo;

import eu.dihya.app.Targets;
import eu.dihya.engine.SchemaHistory;
import eu.dihya.engine.Session;
import eu.dihya.tenants.RegistryEntry;
import eu.dihya.tenants.RegistryFiles;
import eu.dihya.tenants.TargetRules;
import eu.dihya.tenants.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.ToIntFunction;

/** The databases of the demo's tenants: filled once, and counted afterwards. */
public final class DemoFleet {
  private static final int AT_ONCE = 8;

  private final Targets targets;
  private final List<Tenant> tenants;

  /** The tenants of the demo's registry, but for those that only show scale. */
  public DemoFleet(DemoWorkspace workspace, Targets targets) {
    this.targets = targets;
    this.tenants =
        RegistryFiles.load(TargetRules.of(workspace.root()), workspace.tenants()).stream()
            .filter(entry -> !entry.position().file().contains("scale-"))
            .map(RegistryEntry::tenant)
            .toList();
  }

  /** Puts the synthetic rows in, and changes one schema by hand. */
  public void fill() {
    forEach(this::fill);
  }

  /** How many history rows of a rollout are in the targets. */
  public int applied(String rollout) {
    return forEach(tenant -> applied(tenant, rollout));
  }

  private int fill(Tenant tenant) {
    List<String> statements =
        new ArrayList<>(
            DemoData.statementsFor(tenant.id(), tenant.sector(), tenant.target().engine()));
    if (tenant.id().equals(DemoTenant.DRIFTED)) {
      statements.add(DemoData.driftStatement(tenant.target().engine()));
    }
    try (Session session = targets.open(tenant.target())) {
      session.begin();
      statements.forEach(session::execute);
      session.commit();
    }
    return statements.size();
  }

  private int applied(Tenant tenant, String rollout) {
    var dialect = targets.connector().driver(tenant.target().engine()).dialect();
    try (Session session = targets.connector().read(tenant.target())) {
      return (int)
          new SchemaHistory(session, dialect, tenant.target())
              .rows().stream().filter(row -> row.rollout().equals(rollout)).count();
    }
  }

  private int forEach(ToIntFunction<Tenant> work) {
    Semaphore places = new Semaphore(AT_ONCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> running = new ArrayList<>();
      for (Tenant tenant : tenants) {
        running.add(
            threads.submit(
                () -> {
                  places.acquire();
                  try {
                    return work.applyAsInt(tenant);
                  } finally {
                    places.release();
                  }
                }));
      }
      int sum = 0;
      for (Future<Integer> each : running) {
        sum += result(each);
      }
      return sum;
    }
  }

  private static int result(Future<Integer> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    }
  }
}
