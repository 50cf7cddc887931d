package eu.dihya.chaos;

import eu.dihya.backup.SqliteCopies;
import eu.dihya.base.Engine;
import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.CatalogLoader;
import eu.dihya.catalog.Migration;
import eu.dihya.change.apply.ApplyMigrations;
import eu.dihya.change.expect.ScratchExpectations;
import eu.dihya.change.scripts.ProgramRunner;
import eu.dihya.engine.HostLookup;
import eu.dihya.engine.SessionOptions;
import eu.dihya.engine.TargetConnector;
import eu.dihya.engine.Undecided;
import eu.dihya.plan.Backup;
import eu.dihya.plan.Direction;
import eu.dihya.plan.PlanStep;
import eu.dihya.plan.TenantPlan;
import eu.dihya.rollout.TenantWork;
import eu.dihya.rollout.TenantWork.RunOutcome;
import eu.dihya.security.Principal;
import eu.dihya.tenants.Tenant;
import eu.dihya.tenants.TenantState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Carries all migrations of a workspace out on several targets at once, as a rollout does, until it
 * is done or ends where it was told to. The same in a process of its own and inside a test.
 */
final class Worker {
  /** What a worker that begins says on its standard output. */
  static final String GO = "go";

  /** All workers are of one installation, of which one works at a time. */
  static final SessionOptions OPTIONS = SessionOptions.DEFAULT.ownedBy("chaos");

  private final Assignment assignment;
  private final Drivers drivers;
  private final SessionOptions options;
  private final Failpoints failpoints;
  private final Map<Point, Integer> hits = new EnumMap<>(Point.class);

  Worker(Assignment assignment, Drivers drivers) {
    this(assignment, drivers, OPTIONS);
  }

  Worker(Assignment assignment, Drivers drivers, SessionOptions options) {
    this.assignment = assignment;
    this.drivers = drivers;
    this.options = options;
    this.failpoints = new Failpoints(assignment.jobs().size(), assignment.linger());
  }

  /** Arguments: a file that {@link Assignment#write} wrote. The password is in the environment. */
  public static void main(String[] arguments) throws IOException {
    String password = System.getenv().getOrDefault(ForkedWorker.PASSWORD, "");
    Assignment assignment = Assignment.read(Path.of(arguments[0]), password);
    try (Drivers drivers = new Drivers()) {
      Worker worker = new Worker(assignment, drivers);
      worker.failpoints.watch();
      System.out.println(GO);
      worker.run().forEach((tenant, outcome) -> System.out.println(tenant + " " + outcome));
    }
    Runtime.getRuntime().halt(0);
  }

  /** How often each point was reached in {@link #run}, over all targets. */
  Map<Point, Integer> hits() {
    return hits;
  }

  /** How each target's run ended, by tenant. */
  Map<String, RunOutcome> run() {
    Engine engine = assignment.jobs().getFirst().target().engine();
    Catalog catalog =
        CatalogLoader.load(
            assignment.workspace(),
            assignment.workspace().resolve("migrations"),
            EnumSet.of(engine));
    Map<String, RunOutcome> outcomes = new ConcurrentHashMap<>();
    List<Thread> threads =
        assignment.jobs().stream()
            .map(
                job ->
                    Thread.ofVirtual()
                        .start(() -> outcomes.put(job.tenant(), migrate(job, catalog))))
            .toList();
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new LinkedHashMap<>(outcomes);
  }

  private RunOutcome migrate(Job job, Catalog catalog) {
    try (Trace trace = new Trace(assignment.trace(job))) {
      Watch watch = new Watch(trace, failpoints, job.stop());
      TargetConnector connector =
          new TargetConnector(
              List.of(
                  new WatchedDriver(
                      drivers.of(job.target().engine()), drivers.first(), job.target(), watch)),
              reference -> job.login(),
              options);
      RunOutcome outcome =
          work(connector, tenant(job), catalog)
              .carryOut(order(job, catalog), new Voice(job.tenant(), watch));
      watch.at(Stage.ENDED, String.valueOf(outcome));
      synchronized (hits) {
        watch.hits().forEach((point, count) -> hits.merge(point, count, Integer::sum));
      }
      return outcome;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      failpoints.ended();
    }
  }

  private ApplyMigrations work(TargetConnector connector, Tenant tenant, Catalog catalog) {
    Path workspace = assignment.workspace();
    ApplyMigrations.Parts parts =
        new ApplyMigrations.Parts(
            connector,
            new Memory.OneTenant(tenant),
            () -> catalog,
            new SqliteCopies(workspace, assignment.traces().resolve("copies")),
            new Memory.Observations(),
            new ScratchExpectations(FileShapes.shared(), connector, Clock.systemUTC()),
            new ProgramRunner(
                connector,
                HostLookup.ANY,
                assignment.traces().resolve("programs"),
                ProgramRunner.Limits.DEFAULT));
    return new ApplyMigrations(parts, Clock.systemUTC(), "test");
  }

  private TenantWork.Order order(Job job, Catalog catalog) {
    Engine engine = job.target().engine();
    List<PlanStep> steps =
        catalog.forTenant("").stream().map(migration -> step(migration, engine)).toList();
    TenantPlan plan =
        new TenantPlan(
            job.tenant(), engine, job.target().server(), 0, "", null, steps, Backup.NONE);
    return new TenantWork.Order(
        "R-0001",
        "R-0001/" + job.tenant() + "#" + assignment.run(),
        plan,
        "1",
        Principal.POLICY,
        Undecided.REFUSE);
  }

  private static PlanStep step(Migration migration, Engine engine) {
    return PlanStep.of(migration, migration.fileFor(engine).orElseThrow(), Direction.UP, engine);
  }

  static Tenant tenant(Job job) {
    return new Tenant(
        job.tenant(),
        job.tenant(),
        "",
        "",
        "UTC",
        "production",
        TenantState.ACTIVE,
        job.target(),
        Map.of(),
        Map.of());
  }
}
