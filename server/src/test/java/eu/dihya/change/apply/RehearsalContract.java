package eu.dihya.change.apply;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.plan.PlanRequest;
import eu.dihya.plan.TenantPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds of rehearsals on engines whose changes of the schema can be rolled back. */
abstract class RehearsalContract {
  @TempDir Path workspace;
  private Ground ground;
  private Trial trial;

  protected abstract Ground newGround();

  @BeforeEach
  void prepare() throws IOException {
    ground = newGround();
    trial = new Trial(ground, workspace);
    trial.file(
        "20250101_0900_a",
        "-- migrate:up\n"
            + "CREATE TABLE a (id int PRIMARY KEY, name varchar(9));\n"
            + "INSERT INTO a VALUES (1, 'x');\n"
            + "-- migrate:down\n"
            + "DROP TABLE a;\n"
            + "-- migrate:verify\n"
            + "SELECT id FROM a WHERE id > 1;\n");
    trial.file(
        "20250102_0900_b",
        "-- migrate:up\n"
            + "CREATE UNIQUE INDEX i ON a (name);\n"
            + "ALTER TABLE a ADD COLUMN b int;\n"
            + "-- migrate:down\n"
            + "DROP INDEX i;\n");
  }

  private Rehearsal.Result rehearse(TenantPlan plan) {
    return new Rehearsal(ground.connector(), ground.tenants(), trial::catalog, "test")
        .rehearse(plan);
  }

  private void leavesNoTrace(
      TenantPlan plan, java.util.function.Consumer<Rehearsal.Result> expected) {
    List<String> tables = ground.tables();
    String shape = ground.seen().shape();
    long epoch = epoch(tables);
    expected.accept(rehearse(plan));
    assertThat(ground.tables()).isEqualTo(tables);
    assertThat(ground.seen().shape()).isEqualTo(shape);
    assertThat(epoch(tables)).isEqualTo(epoch);
  }

  private long epoch(List<String> tables) {
    return tables.contains("dihya_fence")
        ? ground.number("SELECT epoch AS n FROM dihya_fence")
        : -1;
  }

  @Test
  void onATargetWithoutOurTables() {
    ground.execute("CREATE TABLE theirs (id int)");
    leavesNoTrace(
        trial.plan(PlanRequest.LATEST),
        result ->
            assertThat(result)
                .isInstanceOfSatisfying(
                    Rehearsal.Result.Passed.class,
                    passed -> assertThat(passed.statements()).isEqualTo(4)));
    assertThat(ground.tables()).containsExactly("theirs");
  }

  @Test
  void onATargetWithAHistory() {
    trial.run(trial.plan("20250101_0900"), new Ears());
    leavesNoTrace(
        trial.plan(PlanRequest.LATEST),
        result -> assertThat(result).isInstanceOf(Rehearsal.Result.Passed.class));
    assertThat(trial.latest()).isInstanceOf(eu.dihya.rollout.TenantWork.RunOutcome.Done.class);
  }

  @Test
  void tellsWhereItWouldFail() {
    trial.run(trial.plan("20250101_0900"), new Ears());
    ground.execute("INSERT INTO a VALUES (2, 'Ann')", "INSERT INTO a VALUES (3, 'Ann')");
    leavesNoTrace(
        trial.plan(PlanRequest.LATEST),
        result ->
            assertThat(result)
                .isInstanceOfSatisfying(
                    Rehearsal.Result.Failed.class,
                    failed -> {
                      assertThat(failed.error().position()).endsWith("20250102_0900_b.sql:5:1");
                      assertThat(failed.error().errorClass()).isEqualTo("CONSTRAINT");
                      assertThat(failed.error().message()).doesNotContain("Ann");
                    }));
  }

  @Test
  void saysWhatCannotBeRehearsed() throws IOException {
    trial.file(
        "20250103_0900_c",
        "-- migrate:up transaction:false\n"
            + "CREATE INDEX j ON a (b);\n"
            + "-- migrate:down\n"
            + "DROP INDEX j;\n");
    TenantPlan plan = trial.plan(PlanRequest.LATEST);
    assertThat(rehearse(plan))
        .isInstanceOfSatisfying(
            Rehearsal.Result.NotPossible.class,
            not -> assertThat(not.because()).contains("20250103_0900_c says transaction:false"));
    trial.file("20250101_0900_a", "-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 1;\n");
    trial.file("20250103_0900_c", "-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 1;\n");
    TenantPlan old =
        new TenantPlan(
            plan.tenant(),
            plan.engine(),
            plan.server(),
            0,
            "",
            null,
            plan.steps().subList(0, 1),
            plan.backup());
    assertThat(rehearse(old))
        .isInstanceOfSatisfying(
            Rehearsal.Result.Failed.class,
            failed ->
                assertThat(failed.error().message())
                    .contains("was changed after the plan was made"));
  }
}
