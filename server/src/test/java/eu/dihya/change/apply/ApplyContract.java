package eu.dihya.change.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.engine.HistoryRow;
import eu.dihya.engine.Journal;
import eu.dihya.engine.Session;
import eu.dihya.plan.Observation;
import eu.dihya.plan.PlanRequest;
import eu.dihya.plan.TenantPlan;
import eu.dihya.rollout.RunError;
import eu.dihya.rollout.TenantWork.RunOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What holds on every engine. The table {@code counter} shows how often a migration took effect.
 */
abstract class ApplyContract {
  private static final String V1 = "20250101_0900";
  private static final String V2 = "20250201_0900";
  @TempDir Path workspace;
  protected Ground ground;
  protected Trial trial;

  protected abstract Ground newGround();

  @BeforeEach
  void prepare() throws IOException {
    ground = newGround();
    trial = new Trial(ground, workspace);
    trial.file(
        V1 + "_base",
        """
        -- migrate:up
        CREATE TABLE counter (n int NOT NULL);
        INSERT INTO counter (n) VALUES (0);
        CREATE TABLE people (id int PRIMARY KEY, name varchar(40) NOT NULL);
        -- migrate:down
        DROP TABLE people;
        DROP TABLE counter;
        -- migrate:verify
        SELECT n FROM counter WHERE n <> 0;
        """);
  }

  protected static String second(String statement) {
    return """
    -- migrate:up
    ALTER TABLE people ADD COLUMN phone varchar(20);
    UPDATE counter SET n = n + 1;
    %s
    CREATE INDEX people_phone ON people (phone);
    -- migrate:down
    %s
    ALTER TABLE people DROP COLUMN phone;
    UPDATE counter SET n = n - 1;
    """
        .formatted(statement, "%s");
  }

  protected String secondFile(String statement) {
    String drop =
        ground.engine().isMySqlFamily()
            ? "DROP INDEX people_phone ON people;"
            : "DROP INDEX people_phone;";
    return second(statement).formatted(drop);
  }

  protected long count() {
    return ground.number("SELECT n FROM counter");
  }

  protected static RunError failed(RunOutcome outcome) {
    assertThat(outcome).isInstanceOf(RunOutcome.Failed.class);
    return ((RunOutcome.Failed) outcome).error();
  }

  protected void agrees(String... versions) {
    Observation.Seen seen = ground.seen();
    assertThat(seen.drifted()).isFalse();
    assertThat(seen.halfway()).isFalse();
    assertThat(seen.recordedShape()).isEqualTo(seen.shape());
    assertThat(eu.dihya.engine.AppliedSet.of(seen.history()).rows())
        .extracting(HistoryRow::version)
        .containsExactly(versions);
  }

  @Test
  void upVerifyDownAndUpAgain() throws IOException {
    assertThat(trial.latest()).isEqualTo(new RunOutcome.Done(3));
    String shape = ground.seen().shape();
    agrees(V1);
    trial.file(V2 + "_phone", secondFile("UPDATE counter SET n = n + 0;"));
    assertThat(trial.latest()).isEqualTo(new RunOutcome.Done(4));
    agrees(V1, V2);
    String higher = ground.seen().shape();
    assertThat(count()).isEqualTo(1);
    assertThat(trial.run(trial.plan(V1), new Ears())).isInstanceOf(RunOutcome.Done.class);
    agrees(V1);
    assertThat(ground.seen().shape()).isEqualTo(shape).isNotEqualTo(higher);
    assertThat(count()).isZero();
    assertThat(trial.latest()).isEqualTo(new RunOutcome.Done(4));
    assertThat(ground.seen().shape()).isEqualTo(higher);
    assertThat(ground.seen().history())
        .extracting(HistoryRow::kind)
        .containsExactly(
            HistoryRow.Kind.UP, HistoryRow.Kind.UP, HistoryRow.Kind.DOWN, HistoryRow.Kind.UP);
    assertThat(ground.seen().history())
        .allMatch(row -> row.rollout().equals("R-0001") && row.toolVersion().equals("test"));
  }

  @Test
  void theSameOrderAgainDoesNothing() throws IOException {
    trial.latest();
    trial.file(V2 + "_phone", secondFile("UPDATE counter SET n = n + 0;"));
    TenantPlan plan = trial.plan(PlanRequest.LATEST);
    assertThat(trial.run(plan, new Ears())).isEqualTo(new RunOutcome.Done(4));
    Ears ears = new Ears();
    assertThat(trial.run(plan, ears)).isEqualTo(new RunOutcome.Done(0));
    assertThat(ears.statements).isEmpty();
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void aVerificationThatReturnsARowFailsTheRun() throws IOException {
    trial.latest();
    trial.file(
        V2 + "_phone",
        secondFile("UPDATE counter SET n = n + 0;")
            + "-- migrate:verify\n"
            + "SELECT n FROM counter WHERE n = 7;\n"
            + "SELECT n\n"
            + "FROM counter\n"
            + "WHERE n = 1;\n");
    RunError error = failed(trial.latest());
    assertThat(error.errorClass()).isEqualTo("VERIFY");
    assertThat(error.message()).contains("verify returned at least one row");
    assertThat(error.position()).endsWith("_phone.sql:15:1");
    afterAFailureAtTheEnd();
  }

  /**
   * Where a transaction holds it all, nothing is left; elsewhere the journal says what was done.
   */
  protected abstract void afterAFailureAtTheEnd();

  /** The same for a failure at the third statement of the second migration. */
  protected abstract void afterAFailureInTheMiddle();

  @Test
  void aStatementThatFailsInTheMiddleIsToldExactlyAndAFixedFileGoesOn() throws IOException {
    trial.latest();
    ground.execute("INSERT INTO people (id, name) VALUES (7, 'Tislit Aït')");
    trial.file(
        V2 + "_phone",
        secondFile("INSERT INTO people (id, name)\n  VALUES (8, 'x'),\n    (7, 'Secret Person');"));
    RunError error = failed(trial.latest());
    assertThat(error.errorClass()).isEqualTo("CONSTRAINT");
    assertThat(error.migration()).isEqualTo(V2 + "_phone");
    assertThat(error.statement()).isEqualTo(3);
    assertThat(error.position()).endsWith("_phone.sql:7:1");
    assertThat(error.sqlState()).isNotBlank();
    assertThat(error.hint())
        .contains("the data of this tenant does not fit")
        .contains("dihya rollout retry R-0001");
    assertThat(error.statementText()).contains("INSERT INTO people").doesNotContain("Secret");
    assertThat(error.toString()).doesNotContain("Secret").doesNotContain("Tislit");
    assertThat(error.message()).doesNotContain("7");
    afterAFailureInTheMiddle();
    trial.file(V2 + "_phone", secondFile("INSERT INTO people (id, name) VALUES (8, 'x');"));
    assertThat(trial.latest()).isInstanceOf(RunOutcome.Done.class);
    agrees(V1, V2);
    assertThat(count()).as("the statement before it took effect once").isEqualTo(1);
    assertThat(ground.number("SELECT count(*) AS n FROM people")).isEqualTo(2);
  }

  @Test
  void aSyntaxErrorIsToldWithLineAndColumn() throws IOException {
    trial.latest();
    trial.file(
        V2 + "_phone", secondFile("UPDATE counter\n   SET n = 2,\n     WHERE WHERE n = 'Jane';"));
    RunError error = failed(trial.latest());
    assertThat(error.errorClass()).isEqualTo("SYNTAX");
    assertThat(error.position()).endsWith("_phone.sql:9:6");
    assertThat(error.message()).doesNotContain("Jane");
    assertThat(error.hint()).contains("retry with --amend");
    assertThat(error.sqlState()).isNotBlank();
    assertThat(error.statement()).isEqualTo(3);
  }

  @Test
  void placesAndTextsAreThoseOfTheFileWhereValuesWereFilledIn() throws IOException {
    trial.latest();
    trial.file(
        V2 + "_phone",
        secondFile(
            "UPDATE people\n"
                + "   SET name = ${placeholders.currency:literal}, id = ${tenant.id:literal} WHERE"
                + " WHERE id = 2;"));
    RunError error = failed(trial.latest());
    assertThat(error.position()).endsWith("_phone.sql:8:81");
    assertThat(error.statementText()).contains("${placeholders.currency:literal}");
  }

  @Test
  void aVerificationThatIsNoSqlIsToldWithItsPlace() throws IOException {
    trial.latest();
    trial.file(
        V2 + "_phone",
        "-- migrate:up\n"
            + "CREATE TABLE z (n int);\n"
            + "-- migrate:down\n"
            + "DROP TABLE z;\n"
            + "-- migrate:verify\n"
            + "SELECT n\n"
            + "  FROM z WHERE WHERE n = 1;\n");
    assertThat(failed(trial.latest()).position()).endsWith("_phone.sql:10:16");
  }

  @Test
  void aFileThatChangedAfterThePlanIsRefusedBeforeAnySql() throws IOException {
    TenantPlan plan = trial.plan(PlanRequest.LATEST);
    trial.file(
        V1 + "_base",
        "-- migrate:up\nCREATE TABLE other (n int);\n-- migrate:down\nDROP TABLE other;\n");
    RunError error = failed(trial.run(plan, new Ears()));
    assertThat(error.message())
        .contains("was changed after the plan was made")
        .contains(V1 + "_base.sql");
    assertThat(ground.seen().history()).isEmpty();
    assertThat(ground.tables()).isEmpty();
  }

  @Test
  void aFileThatChangedAfterItWasAppliedIsRefusedByThePlan() throws IOException {
    trial.latest();
    trial.file(
        V1 + "_base",
        "-- migrate:up\nCREATE TABLE other (n int);\n-- migrate:down\nDROP TABLE other;\n");
    assertThatThrownBy(() -> trial.plan(PlanRequest.LATEST))
        .hasMessageContaining("was changed after version " + V1);
  }

  @Test
  void placeholdersAreFilledIn() throws IOException {
    trial.latest();
    trial.file(
        V2 + "_seed",
        "-- migrate:up\n"
            + "INSERT INTO people (id, name) VALUES (1, ${placeholders.currency:literal});\n"
            + "CREATE TABLE ${tenant.id:identifier} (a int);\n"
            + "-- migrate:down\n"
            + "DELETE FROM people;\n"
            + "DROP TABLE ${tenant.id};\n");
    assertThat(trial.latest()).isInstanceOf(RunOutcome.Done.class);
    assertThat(ground.query("SELECT name AS n FROM people").getFirst().text("n")).isEqualTo("EUR");
    assertThat(ground.tables()).contains("t1");
    assertThat(ground.seen().history().getLast().placeholderDigest())
        .isNotEqualTo(ground.seen().history().getFirst().placeholderDigest());
  }

  @Test
  void aForeignChangeHoldsTheRun() throws IOException {
    trial.latest();
    trial.file(V2 + "_phone", secondFile("UPDATE counter SET n = n + 0;"));
    TenantPlan plan = trial.plan(PlanRequest.LATEST);
    ground.execute("CREATE TABLE intruder (a int)");
    assertThat(trial.run(plan, new Ears()))
        .isInstanceOfSatisfying(
            RunOutcome.Held.class, held -> assertThat(held.because()).contains("drifted"));
    assertThat(count()).isZero();
  }

  @Test
  void aTransactionStatementInAMigrationIsRefused() throws IOException {
    trial.latest();
    trial.file(V2 + "_phone", secondFile("COMMIT;"));
    assertThatThrownBy(() -> trial.plan(PlanRequest.LATEST))
        .hasMessageContaining("_phone.sql:7:1: begins or ends a transaction");
    trial.file(
        V2 + "_phone",
        "-- migrate:up transaction:false\n"
            + "BEGIN;\n"
            + "UPDATE counter SET n = 5;\n"
            + "COMMIT;\n"
            + "-- migrate:down\n"
            + "UPDATE counter SET n = 0;\n");
    assertThatThrownBy(() -> trial.plan(PlanRequest.LATEST))
        .hasMessageContaining("_phone.sql:5:1: begins or ends a transaction")
        .hasMessageContaining("_phone.sql:7:1: begins or ends a transaction");
    assertThat(count()).isZero();
  }

  @Test
  void stoppingIsHeardBetweenMigrations() throws IOException {
    trial.file(V2 + "_phone", secondFile("UPDATE counter SET n = n + 0;"));
    Ears ears =
        new Ears() {
          @Override
          public void verifying(int statement, String migration) {
            stop = true;
          }
        };
    assertThat(trial.run(trial.plan(PlanRequest.LATEST), ears)).isEqualTo(new RunOutcome.Stopped());
    agrees(V1);
    assertThat(trial.latest()).isInstanceOf(RunOutcome.Done.class);
    agrees(V1, V2);
    assertThat(count()).isEqualTo(1);
  }

  /**
   * An error that nobody catches, at every statement before and after it: the connection ends, as
   * when the process does.
   */
  @Test
  void endingAnywhereAppliesExactlyOnce() throws IOException {
    for (int point = 1; point <= 8; point++) {
      ground = newGround();
      trial = new Trial(ground, workspace);
      trial.file(V2 + "_phone", secondFile("UPDATE counter SET n = n + 0;"));
      trial.run(trial.plan(V1), new Ears());
      Ears fatal = dying(point);
      assertThatThrownBy(() -> trial.run(trial.plan(PlanRequest.LATEST), fatal))
          .isInstanceOf(Dead.class);
      assertThat(trial.latest()).as("after dying at " + point).isInstanceOf(RunOutcome.Done.class);
      agrees(V1, V2);
      assertThat(count()).as("after dying at " + point).isEqualTo(1);
      nothingOpen();
    }
  }

  private static Ears dying(int point) {
    return new Ears() {
      private int passed;

      @Override
      public void applying(int statement, String migration) {
        pass();
      }

      @Override
      public void ran(eu.dihya.rollout.Attempt.StatementRun statement) {
        pass();
      }

      private void pass() {
        if (++passed == point) {
          throw new Dead();
        }
      }
    };
  }

  private static final class Dead extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void aHaltedProcessAppliesExactlyOnce() throws Exception {
    trial.file(V2 + "_phone", secondFile("UPDATE counter SET n = n + 0;"));
    trial.run(trial.plan(V1), new Ears());
    assertThat(HaltingRun.fork(ground, workspace, 6))
        .as("exit status of the halted process")
        .isEqualTo(77);
    assertThat(trial.latest()).isInstanceOf(RunOutcome.Done.class);
    agrees(V1, V2);
    assertThat(count()).isEqualTo(1);
    nothingOpen();
  }

  private void nothingOpen() {
    try (Session session = ground.connector().read(ground.tenant().target())) {
      assertThat(
              new Journal(
                      session,
                      ground.connector().driver(ground.engine()).dialect(),
                      ground.tenant().target())
                  .all())
          .isEmpty();
    }
  }

  protected List<String> journal() {
    try (Session session = ground.connector().read(ground.tenant().target())) {
      return new Journal(
              session,
              ground.connector().driver(ground.engine()).dialect(),
              ground.tenant().target())
          .all().stream().map(entry -> entry.statement() + " " + entry.state().code()).toList();
    }
  }
}
