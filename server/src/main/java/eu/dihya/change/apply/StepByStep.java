package eu.dihya.change.apply;

import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.Migration;
import eu.dihya.catalog.MigrationFile;
import eu.dihya.change.scripts.ProgramRunner;
import eu.dihya.engine.EngineDriver;
import eu.dihya.engine.Session;
import eu.dihya.engine.Shape;
import eu.dihya.engine.TargetConnector;
import eu.dihya.engine.Undecided;
import eu.dihya.plan.Backup;
import eu.dihya.plan.Direction;
import eu.dihya.plan.PlanStep;
import eu.dihya.plan.TenantPlan;
import eu.dihya.rollout.RunError;
import eu.dihya.rollout.TenantWork;
import eu.dihya.security.Principal;
import eu.dihya.tenants.Tenant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Carries single migrations out on one target, outside of any rollout, in the very way that a
 * rollout does. Holds the target's session lock until it is closed. Not thread-safe.
 */
public final class StepByStep implements AutoCloseable {
  private final EngineDriver driver;
  private final Session session;
  private final Tenant tenant;
  private final Catalog catalog;
  private final Optional<ProgramRunner> programs;
  private final String toolVersion;

  /**
   * Connects and takes the lock.
   *
   * @param programs runs those migrations that are programs; empty where none is
   * @param tenant whose target is changed, and whose values fill the placeholders
   * @throws eu.dihya.engine.SqlFailure when the target cannot be reached or is locked
   */
  public StepByStep(
      TargetConnector connector,
      Tenant tenant,
      Catalog catalog,
      Optional<ProgramRunner> programs,
      String toolVersion) {
    this.driver = connector.driver(tenant.target().engine());
    this.tenant = tenant;
    this.catalog = catalog;
    this.programs = programs;
    this.toolVersion = toolVersion;
    this.session = connector.open(tenant.target());
    try {
      session.lock(connector.options().lock());
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** How one step went, in milliseconds; what failed, and whether that was while verifying. */
  public record Outcome(long millis, Optional<Long> verifyMillis, Optional<RunError> error) {
    public boolean ok() {
      return error.isEmpty();
    }
  }

  /** Applies the file of a migration, verification included, or undoes it. Never throws. */
  public Outcome carryOut(Migration migration, MigrationFile file, Direction direction) {
    PlanStep step = PlanStep.of(migration, file, direction, tenant.target().engine());
    TenantWork.Order order = order(step);
    Stopwatch watch = new Stopwatch();
    try {
      TargetRun.Opened opened = new TargetRun.Opened(driver, session, tenant, programs);
      TargetRun run =
          TargetRun.owning(opened, catalog, order, watch, toolVersion, OptionalLong.empty());
      run.perform(ResolvedStep.of(step, catalog, tenant.target().engine()));
      run.owed().pay();
      return watch.outcome(Optional.empty());
    } catch (RuntimeException e) {
      return watch.outcome(Optional.of(new RunErrors(order).error(e)));
    }
  }

  public Shape shape() {
    return driver.schemaReader().shape(session, tenant.target());
  }

  public String serverVersion() {
    return session.serverVersion();
  }

  @Override
  public void close() {
    session.close();
  }

  private TenantWork.Order order(PlanStep step) {
    TenantPlan plan =
        new TenantPlan(
            tenant.id(),
            tenant.target().engine(),
            tenant.target().server(),
            0,
            "",
            null,
            List.of(step),
            Backup.NONE);
    return new TenantWork.Order(
        "test", "test/" + tenant.id(), plan, "test", Principal.POLICY, Undecided.STOP);
  }

  /** Tells the time of the statements from that of the verification. */
  private static final class Stopwatch extends Quiet {
    private final long begun = System.nanoTime();
    private long verifying;

    @Override
    public void verifying(int statement, String migration) {
      verifying = verifying == 0 ? System.nanoTime() : verifying;
    }

    Outcome outcome(Optional<RunError> error) {
      long end = System.nanoTime();
      boolean verified = verifying != 0;
      return new Outcome(
          millis(begun, verified ? verifying : end),
          verified ? Optional.of(millis(verifying, end)) : Optional.empty(),
          error);
    }

    private static long millis(long from, long to) {
      return (to - from) / 1_000_000;
    }
  }
}
