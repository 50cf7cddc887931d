package eu.dihya.bench;

import eu.dihya.audit.AuditEntry;
import eu.dihya.base.Engine;
import eu.dihya.base.TenantScope;
import eu.dihya.engine.EngineDriver;
import eu.dihya.engine.SessionOptions;
import eu.dihya.engine.TargetConnector;
import eu.dihya.engine.mysql.MySqlDriver;
import eu.dihya.engine.postgresql.PostgresDriver;
import eu.dihya.engine.sqlite.SqliteDriver;
import eu.dihya.plan.Budget;
import eu.dihya.plan.Plan;
import eu.dihya.plan.PlanRequest;
import eu.dihya.plan.StrategySpec;
import eu.dihya.rollout.RolloutFeed;
import eu.dihya.rollout.RolloutRecord;
import eu.dihya.rollout.RolloutState;
import eu.dihya.rollout.RunState;
import eu.dihya.security.Principal;
import eu.dihya.testing.TestServers;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Dihya, from {@code dihya migrate} to the end of the rollout: observe every target, plan, keep the
 * plan, carry it out. Each run has a new control store and so finds out anew which schemas to
 * expect.
 */
final class DihyaRun implements Subject {
  /** As {@code app.Engines} has it. */
  private static final int SQLITE_THREADS = 8;

  private final Vertx vertx = Vertx.vertx();
  private final int width;
  private final @Nullable Profile profile;
  private final PrintStream out;
  private final EngineDriver driver;

  /**
   * @param profile what is to be told of each run; null for nothing
   */
  DihyaRun(Engine engine, int width, @Nullable Profile profile, PrintStream out) {
    this.width = width;
    this.profile = profile;
    this.out = out;
    EngineDriver real =
        switch (engine) {
          case SQLITE -> new SqliteDriver(SQLITE_THREADS);
          case POSTGRESQL -> new PostgresDriver(vertx);
          case MYSQL, MARIADB -> new MySqlDriver(vertx);
        };
    this.driver = Narrow.reading(profile == null ? real : profile.driver(real), width);
  }

  @Override
  public String title() {
    return "Dihya";
  }

  /** Only plans, for places that are up to date. */
  long plan(List<Place> places) {
    try (DihyaCore core = core(places, new CountDownLatch(1))) {
      long begun = System.nanoTime();
      Plan plan = plan(core);
      long nanos = System.nanoTime() - begun;
      if (plan.upToDate().size() != places.size()) {
        throw new IllegalStateException(
            "up to date: %d of %d; %s"
                .formatted(plan.upToDate().size(), places.size(), plan.excluded()));
      }
      print("plan", places.size(), nanos);
      return nanos;
    }
  }

  @Override
  public long run(List<Place> places) {
    CountDownLatch ended = new CountDownLatch(1);
    try (DihyaCore core = core(places, ended)) {
      long begun = System.nanoTime();
      Plan plan = plan(core);
      long planned = System.nanoTime();
      RolloutRecord rollout = core.rollouts.start(plan, actor());
      ended.await();
      long nanos = System.nanoTime() - begun;
      verify(core, plan, rollout.id(), places.size());
      if (profile != null) {
        profile.add("phase: observe and plan", planned - begun);
      }
      print("plan and migrate", places.size(), nanos);
      return nanos;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Plan plan(DihyaCore core) {
    StrategySpec spec =
        new StrategySpec(
            List.of(),
            new StrategySpec.Parallel(width, width),
            // One that fails must not keep the rollout from its end, where it is seen.
            new StrategySpec.FailureBudget(Budget.of("100%"), Budget.of("100%")),
            StrategySpec.DEFAULT.onFailure(),
            StrategySpec.DEFAULT.dwell());
    return core.plans.plan(
        new PlanRequest("", PlanRequest.LATEST, false, spec), Optional.empty(), actor());
  }

  /** A rollout that was quick because it did nothing, or not all, is no measurement. */
  private static void verify(DihyaCore core, Plan plan, String rollout, int places) {
    RolloutState state = core.rollouts.current(TenantScope.everything(), rollout).state();
    long verified =
        core.rollouts.runs(TenantScope.everything(), rollout).stream()
            .filter(run -> run.state() instanceof RunState.Done done && done.notVerified() == null)
            .count();
    if (!(state instanceof RolloutState.Succeeded) || verified != places) {
      throw new IllegalStateException(
          "the rollout is %s, %d of %d targets are done and verified, left out are %s: %s"
              .formatted(
                  state,
                  verified,
                  places,
                  plan.excluded(),
                  core.rollouts.runs(TenantScope.everything(), rollout).stream()
                      .map(run -> run.state())
                      .distinct()
                      .toList()));
    }
  }

  private DihyaCore core(List<Place> places, CountDownLatch ended) {
    RolloutFeed feed =
        new RolloutFeed() {
          @Override
          public void ended(String rollout) {
            ended.countDown();
          }
        };
    TargetConnector connector =
        new TargetConnector(
            List.of(driver),
            reference -> places.getFirst().login(),
            SessionOptions.DEFAULT.ownedBy("bench"));
    DihyaCore.Watching watching = profile == null ? new Blind() : profile::port;
    return new DihyaCore(
        TestServers.temporaryDirectory("dihya-bench-"), places, connector, feed, watching);
  }

  private static final class Blind implements DihyaCore.Watching {
    @Override
    public <T> T port(Class<T> type, T real, String prefix) {
      return real;
    }
  }

  private void print(String what, int targets, long nanos) {
    if (profile != null) {
      profile.print(out, what, targets, nanos);
    }
  }

  private static AuditEntry.Actor actor() {
    return AuditEntry.Actor.of(Principal.POLICY);
  }

  @Override
  public void close() {
    driver.close();
    vertx.close().await();
  }
}
