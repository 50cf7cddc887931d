package eu.dihya.change.apply;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.TenantScope;
import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.Interpreter;
import eu.dihya.catalog.SectionReader;
import eu.dihya.engine.Capabilities;
import eu.dihya.engine.Classified;
import eu.dihya.engine.Dialect;
import eu.dihya.engine.EngineDriver;
import eu.dihya.engine.Session;
import eu.dihya.engine.StatementClass;
import eu.dihya.engine.TargetConnector;
import eu.dihya.engine.Undecided;
import eu.dihya.plan.PlanStep;
import eu.dihya.plan.TenantPlan;
import eu.dihya.rollout.RunError;
import eu.dihya.rollout.TenantWork;
import eu.dihya.security.Principal;
import eu.dihya.sql.Statement;
import eu.dihya.tenants.Tenant;
import eu.dihya.tenants.TenantStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A dry run on the real target: everything in one transaction under the session lock, then rolled
 * back, our own tables included where they were missing. Holds the locks of the statements until it
 * ends. What no transaction takes back stays changed: numbers drawn from a PostgreSQL sequence.
 * Thread-safe; blocks the calling thread.
 */
public final class Rehearsal {
  private final TargetConnector connector;
  private final TenantStore tenants;
  private final Supplier<Catalog> catalogs;
  private final String toolVersion;

  public Rehearsal(
      TargetConnector connector,
      TenantStore tenants,
      Supplier<Catalog> catalogs,
      String toolVersion) {
    this.connector = connector;
    this.tenants = tenants;
    this.catalogs = catalogs;
    this.toolVersion = toolVersion;
  }

  /** How a rehearsal ended. */
  public sealed interface Result {
    /** All statements and verifications passed. */
    record Passed(int statements, long millis) implements Result {}

    /** It would have failed there. */
    record Failed(RunError error) implements Result {}

    /** It cannot be rehearsed. */
    record NotPossible(String because) implements Result {}
  }

  /** Rehearses what a plan gives one tenant. Never throws. */
  public Result rehearse(TenantPlan plan) {
    Optional<String> obstacle = obstacle(plan);
    if (obstacle.isPresent()) {
      return new Result.NotPossible(obstacle.get());
    }
    TenantWork.Order order =
        new TenantWork.Order(
            "rehearsal",
            "rehearsal/" + plan.tenant(),
            plan,
            "rehearsal",
            Principal.POLICY,
            Undecided.STOP);
    long begun = System.nanoTime();
    try {
      Tenant tenant =
          tenants
              .find(TenantScope.everything(), plan.tenant())
              .orElseThrow(
                  () ->
                      new DihyaException(
                          ErrorCode.NOT_FOUND, "tenant " + plan.tenant() + " is not registered"));
      if (!isThere(tenant)) {
        return new Result.NotPossible(
            "its file does not exist yet, and a rehearsal would create it");
      }
      Catalog catalog = catalogs.get();
      List<ResolvedStep> steps =
          plan.steps().stream().map(step -> ResolvedStep.of(step, catalog, plan.engine())).toList();
      return outsideEffect(steps, catalog, plan.engine())
          .orElseGet(
              () ->
                  new Result.Passed(
                      carryOut(order, tenant, catalog, steps),
                      (System.nanoTime() - begun) / 1_000_000));
    } catch (RuntimeException e) {
      return new Result.Failed(new RunErrors(order).error(e));
    }
  }

  /** What would stay although everything is rolled back. */
  private Optional<Result> outsideEffect(List<ResolvedStep> steps, Catalog catalog, Engine engine) {
    Dialect dialect = connector.driver(engine).dialect();
    Capabilities capabilities = Capabilities.unknown(engine, "");
    for (ResolvedStep step : steps) {
      try (SectionReader statements = catalog.asWritten(step.section(), engine)) {
        while (statements.hasNext()) {
          Statement statement = statements.next();
          Classified classified = dialect.classify(statement, true, capabilities);
          if (classified.statementClass() == StatementClass.ASK) {
            return Optional.of(
                new Result.NotPossible(
                    statement.position(step.file().displayName())
                        + ": "
                        + classified.because()
                        + ", so it is not tried"));
          }
        }
      }
    }
    return Optional.empty();
  }

  private int carryOut(
      TenantWork.Order order, Tenant tenant, Catalog catalog, List<ResolvedStep> steps) {
    EngineDriver driver = connector.driver(tenant.target().engine());
    Quiet listener = new Quiet();
    try (Session session = connector.open(tenant.target())) {
      session.lock(connector.options().lock());
      session.begin();
      try {
        TargetRun.Opened opened = new TargetRun.Opened(driver, session, tenant, Optional.empty());
        TargetRun run = TargetRun.rehearsing(opened, catalog, order, listener, toolVersion);
        for (ResolvedStep step : steps) {
          new AtomicStep(run).apply(step, Optional.of(run.history().now()));
        }
        checkDeferred(session);
      } finally {
        session.rollback();
      }
    }
    return listener.statements();
  }

  /** What a commit would check comes to light now. */
  private static void checkDeferred(Session session) {
    if (session.engine() == Engine.POSTGRESQL) {
      session.update("SET CONSTRAINTS ALL IMMEDIATE");
    }
  }

  private static Optional<String> obstacle(TenantPlan plan) {
    Optional<String> program =
        plan.steps().stream()
            .filter(step -> Interpreter.of(step.file()).isPresent())
            .findFirst()
            .map(step -> step.file() + " is a program, and a dry run runs none");
    if (program.isPresent()) {
      return program;
    }
    if (!plan.engine().hasTransactionalDdl()) {
      return Optional.of(
          plan.engine().code()
              + " commits each change of the schema at once; test on a scratch database instead");
    }
    return plan.steps().stream()
        .filter(step -> !step.atomic())
        .findFirst()
        .map(PlanStep::migration)
        .map(
            name ->
                name
                    + " says transaction:false, so it cannot be rolled back; test on a scratch"
                    + " database instead");
  }

  private static boolean isThere(Tenant tenant) {
    return tenant.target().engine() != Engine.SQLITE
        || Files.exists(Path.of(tenant.target().database()));
  }
}
