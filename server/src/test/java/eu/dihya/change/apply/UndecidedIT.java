package eu.dihya.change.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.Engine;
import eu.dihya.engine.Undecided;
import eu.dihya.plan.PlanRequest;
import eu.dihya.rollout.Attempt;
import eu.dihya.rollout.TenantWork.RunOutcome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said beforehand of a statement of which nobody can tell holds after a crash. */
class UndecidedIT {
  private static final String V1 = "20250101_0900";
  private static final String V2 = "20250201_0900";
  @TempDir Path workspace;
  private Ground ground;
  private Trial trial;

  /** A table that counts, and a procedure that counts and commits in its middle. */
  private void prepare(Engine engine) throws IOException {
    ground = engine == Engine.POSTGRESQL ? Ground.postgresql() : Ground.mariadb();
    trial = new Trial(ground, workspace);
    String procedure =
        engine == Engine.POSTGRESQL
            ? "CREATE PROCEDURE bump() LANGUAGE plpgsql AS $$ BEGIN UPDATE counter SET n = n + 1;"
                + " COMMIT; UPDATE counter SET m = m + 1; END $$;\n"
            : "CREATE PROCEDURE bump() BEGIN START TRANSACTION; UPDATE counter SET n = n + 1;"
                + " COMMIT; UPDATE counter SET m = m + 1; END;\n";
    trial.file(
        V1 + "_base",
        "-- migrate:up\n"
            + "CREATE TABLE counter (n int NOT NULL, m int NOT NULL, CHECK (m < 5));\n"
            + procedure
            + "INSERT INTO counter VALUES (0, 0);\n"
            + "-- migrate:down\n"
            + "DROP TABLE counter;\n");
    assertThat(trial.latest()).isInstanceOf(RunOutcome.Done.class);
  }

  private void second(String statements) throws IOException {
    trial.file(
        V2 + "_call",
        "-- migrate:up transaction:false\n"
            + statements
            + "\n-- migrate:down\nUPDATE counter SET n = 0;\n");
  }

  private long count() {
    return ground.number("SELECT n FROM counter");
  }

  /** Dies when this statement has run and nothing is written of it yet. */
  private void dieAfter(int number) {
    Ears fatal =
        new Ears() {
          @Override
          public void ran(Attempt.StatementRun statement) {
            if (statement.number() == number) {
              throw new Dead();
            }
          }
        };
    assertThatThrownBy(() -> trial.run(trial.plan(PlanRequest.LATEST), fatal))
        .isInstanceOf(Dead.class);
  }

  private static final class Dead extends Error {
    private static final long serialVersionUID = 1L;
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void withoutAPolicyNoPlanIsMade(Engine engine) throws IOException {
    prepare(engine);
    second("UPDATE counter SET n = n;\n  CALL bump();");
    assertThatThrownBy(() -> trial.plan(PlanRequest.LATEST))
        .hasMessageContaining("_call.sql:6:3: nobody could tell after a crash")
        .hasMessageContaining("a procedure may commit")
        .hasMessageContaining("undecided: stop, repeat, skip");
    assertThat(count()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "POSTGRESQL, STOP, 1", "POSTGRESQL, REPEAT, 2", "POSTGRESQL, SKIP, 1",
    "MARIADB, STOP, 1", "MARIADB, REPEAT, 2", "MARIADB, SKIP, 1"
  })
  void anAnswerThatNeverCameIsSettledByThePolicy(Engine engine, Undecided policy, long times)
      throws IOException {
    prepare(engine);
    trial.undecided(policy);
    second("CALL bump();\nUPDATE counter SET m = 0;");
    dieAfter(1);
    assertThat(count()).isEqualTo(1);
    RunOutcome outcome = trial.latest();
    if (policy == Undecided.STOP) {
      assertThat(outcome)
          .isInstanceOfSatisfying(
              RunOutcome.InDoubt.class,
              doubt ->
                  assertThat(doubt.error().message())
                      .contains("got no answer, and nothing in the target tells"));
      assertThat(trial.latest()).isInstanceOf(RunOutcome.InDoubt.class);
    } else {
      assertThat(outcome).isInstanceOf(RunOutcome.Done.class);
    }
    assertThat(count()).isEqualTo(times);
  }

  @ParameterizedTest
  @CsvSource({"POSTGRESQL, STOP", "POSTGRESQL, SKIP", "MARIADB, STOP", "MARIADB, REPEAT"})
  void anAnswerThatCameIsBelieved(Engine engine, Undecided policy) throws IOException {
    prepare(engine);
    trial.undecided(policy);
    second("CALL bump();\nUPDATE counter SET m = 0;");
    dieAfter(2);
    assertThat(trial.latest()).isInstanceOf(RunOutcome.Done.class);
    assertThat(count()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "POSTGRESQL, STOP", "POSTGRESQL, SKIP", "POSTGRESQL, REPEAT",
    "MARIADB, STOP", "MARIADB, SKIP", "MARIADB, REPEAT"
  })
  void whatFailedInItsMiddleIsNeverTakenAsApplied(Engine engine, Undecided policy)
      throws IOException {
    prepare(engine);
    trial.undecided(policy);
    ground.execute("UPDATE counter SET m = 4");
    second("CALL bump();");
    assertThat(ApplyContract.failed(trial.latest()).errorClass()).isEqualTo("CONSTRAINT");
    assertThat(count()).as("the part before its commit").isEqualTo(1);
    ground.execute("UPDATE counter SET m = 0");
    RunOutcome outcome = trial.latest();
    if (policy == Undecided.REPEAT) {
      assertThat(outcome).isInstanceOf(RunOutcome.Done.class);
      assertThat(count()).isEqualTo(2);
    } else {
      assertThat(outcome)
          .isInstanceOfSatisfying(
              RunOutcome.InDoubt.class,
              doubt -> assertThat(doubt.error().message()).contains("answered with an error"));
      assertThat(count()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void whatIsSafeToRepeatIsRunAgain(Engine engine) throws IOException {
    prepare(engine);
    second(engine == Engine.POSTGRESQL ? "VACUUM counter;" : "ANALYZE TABLE counter;");
    dieAfter(1);
    Ears ears = new Ears();
    assertThat(trial.run(trial.plan(PlanRequest.LATEST), ears)).isInstanceOf(RunOutcome.Done.class);
    assertThat(ears.statements).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void whatSetsTheSessionIsSentInEveryAttempt(Engine engine) throws IOException {
    prepare(engine);
    boolean postgresql = engine == Engine.POSTGRESQL;
    second(
        (postgresql ? "SET dihya_test.step = '5';" : "SET @step = 5;")
            + "\nUPDATE counter SET m = 1;\nUPDATE counter SET n = n + "
            + (postgresql ? "current_setting('dihya_test.step')::int;" : "@step;"));
    dieAfter(2);
    assertThat(trial.latest()).isInstanceOf(RunOutcome.Done.class);
    assertThat(count()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({"STOP", "REPEAT"})
  void aTemporaryTableOfAnEarlierAttemptIsNotCountedOn(Undecided policy) throws IOException {
    prepare(Engine.MARIADB);
    trial.undecided(policy);
    second(
        "CREATE TEMPORARY TABLE ids AS SELECT 7 AS id;\n"
            + "UPDATE counter SET m = 1;\n"
            + "UPDATE counter SET n = (SELECT id FROM ids);");
    dieAfter(2);
    if (policy == Undecided.STOP) {
      assertThat(trial.latest())
          .isInstanceOfSatisfying(
              RunOutcome.InDoubt.class,
              doubt -> assertThat(doubt.error().message()).contains("ended with that attempt"));
      assertThat(count()).isZero();
    } else {
      assertThat(trial.latest()).isInstanceOf(RunOutcome.Done.class);
      assertThat(count()).isEqualTo(7);
    }
  }
}
