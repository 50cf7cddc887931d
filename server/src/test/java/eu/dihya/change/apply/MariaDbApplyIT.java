package eu.dihya.change.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.engine.HistoryRow;
import eu.dihya.plan.PlanRequest;
import eu.dihya.rollout.Attempt;
import eu.dihya.rollout.TenantWork.RunOutcome;
import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class MariaDbApplyIT extends ApplyContract {
  private static final String V2 = "20250201_0900";
  private static final String SLEEPING =
      "SELECT id AS n FROM information_schema.processlist WHERE db = DATABASE() AND id <>"
          + " CONNECTION_ID() AND info LIKE '%SLEEP%'";

  /** The server to run on. */
  protected TestServer server() {
    return TestServers.mariadb();
  }

  @Override
  protected Ground newGround() {
    return Ground.on(server());
  }

  @Override
  protected void afterAFailureAtTheEnd() {
    assertThat(journal()).containsExactly("1 done", "2 done", "3 done", "4 done");
    halfway();
  }

  @Override
  protected void afterAFailureInTheMiddle() {
    assertThat(journal()).containsExactly("1 done", "2 done");
    halfway();
  }

  private void halfway() {
    assertThat(ground.seen().halfway()).isTrue();
    assertThat(ground.seen().drifted()).isFalse();
    assertThat(ground.seen().history())
        .extracting(HistoryRow::version)
        .containsExactly("20250101_0900");
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void aStatementThatTookEffectAndWasChangedSinceIsForAPersonToSettle() throws IOException {
    trial.latest();
    trial.file(V2 + "_phone", secondFile("UPDATE nowhere SET n = 1;"));
    assertThat(failed(trial.latest()).errorClass()).isEqualTo("OBJECT");
    trial.file(
        V2 + "_phone",
        secondFile("UPDATE counter SET n = n;").replace("varchar(20)", "varchar(30)"));
    assertThat(trial.latest())
        .isInstanceOfSatisfying(
            RunOutcome.InDoubt.class,
            doubt -> {
              assertThat(doubt.error().message())
                  .contains("took effect in an earlier attempt, with another text");
              assertThat(doubt.error().statement()).isEqualTo(1);
            });
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void aFileThatLacksWhatTookEffectIsForAPersonToSettle() throws IOException {
    trial.latest();
    String whole = secondFile("UPDATE counter SET n = n;") + "-- migrate:verify\nSELECT 1;\n";
    trial.file(V2 + "_phone", whole);
    failed(trial.latest());
    trial.file(
        V2 + "_phone",
        whole
            .replace("CREATE INDEX people_phone ON people (phone);\n", "")
            .replace("SELECT 1;", "SELECT n FROM counter WHERE n = 9;"));
    assertThat(trial.latest())
        .isInstanceOfSatisfying(
            RunOutcome.InDoubt.class,
            doubt -> assertThat(doubt.error().message()).contains("no longer has"));
  }

  @Test
  void aSessionThatTheServerEndsIsTakenUpAgain() throws IOException {
    trial.latest();
    ground.execute("CREATE TABLE patience (seconds int)", "INSERT INTO patience VALUES (25)");
    ground.execute("UPDATE dihya_schema_history SET shape_after = '" + ground.seen().shape() + "'");
    trial.file(
        V2 + "_phone",
        secondFile("UPDATE counter SET n = n + (SELECT SLEEP(seconds) FROM patience LIMIT 1);"));
    CompletableFuture<RunOutcome> running = CompletableFuture.supplyAsync(trial::latest);
    Awaitility.await().until(() -> !ground.query(SLEEPING).isEmpty());
    ground.execute("KILL CONNECTION " + ground.number(SLEEPING), "UPDATE patience SET seconds = 0");
    assertThat(running.join()).isInstanceOf(RunOutcome.Done.class);
    agrees("20250101_0900", V2);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void aDropOfSeveralTablesIsJournalledPieceByPiece() throws IOException {
    trial.latest();
    trial.file(
        V2 + "_tables",
        "-- migrate:up\n"
            + "CREATE TABLE a (n int);\n"
            + "CREATE TABLE b (n int);\n"
            + "DROP TABLE a, b;\n"
            + "-- migrate:down\n"
            + "DROP TABLE IF EXISTS a;\n");
    Ears ears = new Ears();
    RunOutcome outcome = trial.run(trial.plan(PlanRequest.LATEST), ears);
    boolean mariadb = ground.engine() == eu.dihya.base.Engine.MARIADB;
    assertThat(outcome).isEqualTo(new RunOutcome.Done(mariadb ? 4 : 3));
    if (mariadb) {
      assertThat(ears.statements)
          .extracting(statement -> statement.text())
          .endsWith("DROP TABLE a", "DROP TABLE b");
    }
  }

  @Test
  void stoppingIsHeardBetweenStatements() throws IOException {
    trial.latest();
    trial.file(V2 + "_phone", secondFile("UPDATE counter SET n = n;"));
    Ears ears =
        new Ears() {
          @Override
          public void ran(eu.dihya.rollout.Attempt.StatementRun statement) {
            stop = statement.number() == 2;
          }
        };
    assertThat(trial.run(trial.plan(PlanRequest.LATEST), ears)).isEqualTo(new RunOutcome.Stopped());
    afterAFailureInTheMiddle();
    assertThat(trial.latest()).isInstanceOf(RunOutcome.Done.class);
    agrees("20250101_0900", V2);
    assertThat(count()).isEqualTo(1);
  }

  private static final class Dead extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** What the journal has when the process dies before or after the nth statement is sent. */
  private List<String> journalOnDying(int statement, boolean after) {
    Ears fatal =
        new Ears() {
          @Override
          public void applying(int number, String migration) {
            if (number == statement && !after) {
              throw new Dead();
            }
          }

          @Override
          public void ran(Attempt.StatementRun ran) {
            if (ran.number() == statement && after) {
              throw new Dead();
            }
          }
        };
    assertThatThrownBy(() -> trial.run(trial.plan(PlanRequest.LATEST), fatal))
        .isInstanceOf(Dead.class);
    return journal();
  }

  @Test
  void thatAStatementIsDoneIsCommittedWithTheIntentOfTheNext() throws IOException {
    trial.latest();
    trial.file(
        V2 + "_phone",
        "-- migrate:up\n"
            + "ALTER TABLE people ADD COLUMN phone varchar(20);\n"
            + "ALTER TABLE people ADD COLUMN city varchar(20);\n"
            + "-- migrate:down\n"
            + "ALTER TABLE people DROP COLUMN phone, DROP COLUMN city;\n");
    assertThat(journalOnDying(1, true)).containsExactly("1 intent");
    Ears ears = new Ears();
    assertThat(trial.run(trial.plan(PlanRequest.LATEST), ears)).isEqualTo(new RunOutcome.Done(2));
    assertThat(ears.statements).as("the first was found to have run").hasSize(1);
    trial.run(trial.plan("20250101_0900"), new Ears());
    assertThat(journalOnDying(2, false)).containsExactly("1 done", "2 intent");
    assertThat(trial.latest()).isEqualTo(new RunOutcome.Done(2));
    agrees("20250101_0900", V2);
  }

  @Test
  void theHistoryOfAMigrationIsCommittedWithTheIntentOfTheNext() throws IOException {
    trial.latest();
    trial.file(
        V2 + "_a", "-- migrate:up\nCREATE TABLE a (n int);\n-- migrate:down\nDROP TABLE a;\n");
    trial.file(
        "20250301_0900_b",
        "-- migrate:up\nCREATE TABLE b (n int);\n-- migrate:down\nDROP TABLE b;\n");
    assertThat(journalOnDying(2, false)).containsExactly("1 intent");
    assertThat(ground.seen().history()).hasSize(2);
    assertThat(trial.latest()).isEqualTo(new RunOutcome.Done(1));
    agrees("20250101_0900", V2, "20250301_0900");
  }
}
