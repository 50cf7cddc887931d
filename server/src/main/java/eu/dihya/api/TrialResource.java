package eu.dihya.api;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Suggestions;
import eu.dihya.catalog.CatalogSource;
import eu.dihya.change.apply.Rehearsal;
import eu.dihya.change.sweep.Sweep;
import eu.dihya.change.trial.MigrationTest;
import eu.dihya.plan.Plan;
import eu.dihya.plan.TenantPlan;
import eu.dihya.rollout.RunError;
import eu.dihya.security.Permission;
import eu.dihya.tenants.TenantStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Trying before doing: every migration on scratch databases, a plan in transactions that are rolled
 * back, its constraints on the rows that are there.
 */
public final class TrialResource {
  private static final int AT_ONCE = 8;
  private static final int SWEEP_SECONDS = 60;
  private static final int MOST_SWEEP_SECONDS = 3600;

  private final Trials trials;
  private final CatalogSource catalogs;
  private final TenantStore tenants;
  private final PlanService plans;

  TrialResource(Trials trials, CatalogSource catalogs, TenantStore tenants, PlanService plans) {
    this.trials = trials;
    this.catalogs = catalogs;
    this.tenants = tenants;
    this.plans = plans;
  }

  /** The ways of trying. */
  public record Trials(MigrationTest migrations, Rehearsal rehearsal, Sweep sweep) {}

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post("/api/v1/migration-tests", Permission.TRY_MIGRATIONS, this::test),
        Endpoint.post("/api/v1/plans/{plan}/rehearse", Permission.TRY_MIGRATIONS, this::rehearse),
        Endpoint.post("/api/v1/plans/{plan}/sweep", Permission.TRY_MIGRATIONS, this::sweep));
  }

  record TestBody(@Nullable List<String> engines) {}

  record SweepBody(@Nullable Integer budgetSeconds) {}

  record Rehearsed(String tenant, String outcome, String message) {}

  private Reply test(Call call) {
    Set<Engine> engines = EnumSet.noneOf(Engine.class);
    Optional.ofNullable(call.body(TestBody.class).engines())
        .orElse(List.of())
        .forEach(code -> engines.add(engine(code)));
    return Reply.json(trials.migrations().run(catalogs.get(), tenants.all(call.scope()), engines));
  }

  private Reply sweep(Call call) {
    int seconds =
        Optional.ofNullable(call.body(SweepBody.class).budgetSeconds()).orElse(SWEEP_SECONDS);
    if (seconds < 1 || seconds > MOST_SWEEP_SECONDS) {
      throw new DihyaException(
          ErrorCode.USAGE,
          "field 'budgetSeconds' is wrong: from 1 to " + MOST_SWEEP_SECONDS + " seconds");
    }
    Plan plan = plans.find(call.scope(), call.path("plan"));
    return Reply.json(
        SweepView.of(plan.id(), trials.sweep().run(plan, Duration.ofSeconds(seconds))));
  }

  private Reply rehearse(Call call) {
    Semaphore places = new Semaphore(AT_ONCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Rehearsed>> running =
          plans.find(call.scope(), call.path("plan")).tenants().stream()
              .map(plan -> threads.submit(inTurn(places, plan)))
              .toList();
      return Reply.items(running.stream().map(TrialResource::result).toList());
    }
  }

  private Callable<Rehearsed> inTurn(Semaphore places, TenantPlan plan) {
    return () -> {
      places.acquire();
      try {
        return rehearsed(plan.tenant(), trials.rehearsal().rehearse(plan));
      } finally {
        places.release();
      }
    };
  }

  private static Rehearsed rehearsed(String tenant, Rehearsal.Result result) {
    return switch (result) {
      case Rehearsal.Result.Passed passed ->
          new Rehearsed(
              tenant,
              "ok",
              passed.statements() + " statements in " + passed.millis() + " ms, rolled back");
      case Rehearsal.Result.Failed failed -> new Rehearsed(tenant, "failed", text(failed.error()));
      case Rehearsal.Result.NotPossible not -> new Rehearsed(tenant, "not-possible", not.because());
    };
  }

  private static String text(RunError error) {
    return error.position() == null ? error.message() : error.position() + ": " + error.message();
  }

  private static Rehearsed result(Future<Rehearsed> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while rehearsing", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a rehearsal failed", e.getCause());
    }
  }

  private static Engine engine(String code) {
    List<String> known = Arrays.stream(Engine.values()).map(Engine::code).toList();
    return Engine.fromCode(code)
        .orElseThrow(
            () ->
                new DihyaException(
                    ErrorCode.USAGE,
                    "there is no engine '" + code + "'" + Suggestions.hint(code, known)));
  }
}
