package eu.dihya.change.apply;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Engine;
import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.Migration;
import eu.dihya.engine.Dialect;
import eu.dihya.engine.EngineDriver;
import eu.dihya.engine.SchemaReader;
import eu.dihya.engine.Session;
import eu.dihya.engine.SessionOptions;
import eu.dihya.engine.Tables;
import eu.dihya.engine.TargetConnector;
import eu.dihya.engine.sqlite.SqliteDriver;
import eu.dihya.plan.Direction;
import eu.dihya.plan.PlanRequest;
import eu.dihya.plan.TenantPlan;
import eu.dihya.rollout.TenantWork.RunOutcome;
import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.Target;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever changes a target has its lock first, then raises the fence, and only then reads what was
 * done there: a dead owner's statement may commit until the lock is free.
 */
class ClaimOrderIT {
  @TempDir Path workspace;
  private final List<String> order = new ArrayList<>();
  private Ground ground;
  private Trial trial;

  @BeforeEach
  void prepare() throws IOException {
    Ground plain = Ground.sqlite();
    Trial before = new Trial(plain, workspace);
    before.file(
        "20250101_0900_base",
        "-- migrate:up\nCREATE TABLE counter (n int);\n-- migrate:down\nDROP TABLE counter;\n");
    before.file(
        "20250201_0900_index",
        "-- migrate:up transaction:false\nCREATE INDEX counter_n ON counter (n);\n"
            + "-- migrate:down transaction:false\nDROP INDEX counter_n;\n");
    TargetConnector connector =
        new TargetConnector(
            List.of(new Listening(new SqliteDriver(2))),
            reference -> plain.login(),
            Ground.OPTIONS);
    ground = new Ground(plain.tenant(), plain.login(), connector, plain.observations());
    trial = new Trial(ground, workspace);
  }

  @Test
  void aRunLocksRaisesAndOnlyThenReads() {
    TenantPlan plan = trial.plan(PlanRequest.LATEST);
    order.clear();
    assertThat(trial.run(plan, new Ears())).isInstanceOf(RunOutcome.Done.class);
    claimedInOrder();
    order.clear();
    assertThat(trial.run(plan, new Ears())).isEqualTo(new RunOutcome.Done(0));
    claimedInOrder();
  }

  @Test
  void soDoesATrialOfSingleSteps() {
    Catalog catalog = trial.catalog();
    try (StepByStep steps =
        new StepByStep(ground.connector(), ground.tenant(), catalog, Optional.empty(), "test")) {
      for (Migration migration : catalog.migrations()) {
        var file = migration.fileFor(Engine.SQLITE).orElseThrow();
        assertThat(steps.carryOut(migration, file, Direction.UP).ok()).isTrue();
      }
    }
    claimedInOrder();
  }

  /** It raises nothing that would stay, because it is rolled back. */
  @Test
  void aRehearsalLocksBeforeItReads() throws IOException {
    java.nio.file.Files.delete(workspace.resolve("migrations/common/20250201_0900_index.sql"));
    Rehearsal rehearsal =
        new Rehearsal(ground.connector(), ground.tenants(), trial::catalog, "test");
    ground.execute("CREATE TABLE there (n int)");
    ground.execute("DROP TABLE there");
    TenantPlan plan = trial.plan(PlanRequest.LATEST);
    order.clear();
    assertThat(rehearsal.rehearse(plan)).isInstanceOf(Rehearsal.Result.Passed.class);
    assertThat(order).startsWith("lock").contains("write " + Tables.HISTORY);
  }

  private void claimedInOrder() {
    assertThat(order.getFirst()).isEqualTo("lock");
    int raised = order.indexOf("write " + Tables.FENCE);
    assertThat(raised).isPositive();
    assertThat(order.subList(0, raised))
        .as("before the fence was raised")
        .doesNotContain("read " + Tables.HISTORY, "read " + Tables.JOURNAL);
    assertThat(order.subList(raised, order.size())).contains("read " + Tables.JOURNAL);
  }

  private void heard(String method, Object[] arguments) {
    String sql = arguments != null && arguments[0] instanceof String text ? text : "";
    if (Set.of("tryLock", "lock").contains(method)) {
      order.add("lock");
    }
    for (String table : List.of(Tables.HISTORY, Tables.JOURNAL, Tables.FENCE)) {
      boolean looksWhetherItIsThere = sql.contains("WHERE 1 = 0") || sql.contains("sqlite_schema");
      boolean fillsAnEmptyOne = sql.contains("(epoch) VALUES (0)") || sql.startsWith("CREATE");
      if (sql.contains(table) && !looksWhetherItIsThere && !fillsAnEmptyOne) {
        order.add((method.equals("query") ? "read " : "write ") + table);
      }
    }
  }

  /** The real driver, overheard. */
  private final class Listening implements EngineDriver {
    private final EngineDriver real;

    private Listening(EngineDriver real) {
      this.real = real;
    }

    @Override
    public Session connect(
        Target target, Optional<Credentials> credentials, SessionOptions options) {
      Session session = real.connect(target, credentials, options);
      return (Session)
          Proxy.newProxyInstance(
              Session.class.getClassLoader(),
              new Class<?>[] {Session.class},
              (self, method, arguments) -> {
                heard(method.getName(), arguments);
                try {
                  return method.invoke(session, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }

    @Override
    public Set<Engine> engines() {
      return real.engines();
    }

    @Override
    public Dialect dialect() {
      return real.dialect();
    }

    @Override
    public SchemaReader schemaReader() {
      return real.schemaReader();
    }

    @Override
    public Target createScratch(
        Target beside, Optional<Credentials> credentials, SessionOptions options) {
      return real.createScratch(beside, credentials, options);
    }

    @Override
    public void dropScratch(
        Target scratch, Optional<Credentials> credentials, SessionOptions options) {
      real.dropScratch(scratch, credentials, options);
    }

    @Override
    public List<Target> scratches(
        Target beside, Optional<Credentials> credentials, SessionOptions options) {
      return real.scratches(beside, credentials, options);
    }

    @Override
    public void close() {
      real.close();
    }
  }
}
