package eu.dihya.change.apply;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.engine.HistoryRow;
import eu.dihya.plan.PlanRequest;
import eu.dihya.rollout.TenantWork.RunOutcome;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class MariaDbApplyIT extends ApplyContract {
  private static final String V2 = "20250201_0900";
  private static final String SLEEPING =
      "SELECT id AS n FROM information_schema.processlist WHERE db = DATABASE() AND id <>"
          + " CONNECTION_ID() AND info LIKE '%SLEEP%'";

  @Override
  protected Ground newGround() {
    return Ground.mariadb();
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
}
