package eu.dihya.change.apply;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.engine.Undecided;
import eu.dihya.plan.PlanRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalIT {
  @TempDir Path workspace;

  @Nested
  class OnPostgresql extends RehearsalContract {
    @Override
    protected Ground newGround() {
      return Ground.postgresql();
    }
  }

  @Nested
  class OnSqlite extends RehearsalContract {
    @Override
    protected Ground newGround() {
      Ground ground = Ground.sqlite();
      ground.execute("PRAGMA user_version = 1");
      return ground;
    }
  }

  private Rehearsal.Result rehearse(Ground ground) throws IOException {
    Trial trial = new Trial(ground, workspace);
    trial.file(
        "20250101_0900_a",
        "-- migrate:up\nCREATE TABLE a (id int);\n-- migrate:down\nDROP TABLE a;\n");
    return new Rehearsal(ground.connector(), ground.tenants(), trial::catalog, "test")
        .rehearse(trial.plan(PlanRequest.LATEST));
  }

  @Test
  void whereChangesCommitAtOnceNothingIsSent() throws IOException {
    Ground ground = Ground.mariadb();
    assertThat(rehearse(ground))
        .isInstanceOfSatisfying(
            Rehearsal.Result.NotPossible.class,
            not -> assertThat(not.because()).contains("commits each change"));
    assertThat(ground.tables()).isEmpty();
  }

  @Test
  void whatActsOutsideOfTheDatabaseIsNotTried() throws IOException {
    Ground ground = Ground.postgresql();
    Trial trial = new Trial(ground, workspace).undecided(Undecided.REPEAT);
    trial.file(
        "20250101_0900_a",
        "-- migrate:up\nCREATE TABLE a (id int);\nCOPY a TO PROGRAM 'cat';\n"
            + "-- migrate:down\nDROP TABLE a;\n");
    Rehearsal rehearsal =
        new Rehearsal(ground.connector(), ground.tenants(), trial::catalog, "test");
    assertThat(rehearsal.rehearse(trial.plan(PlanRequest.LATEST)))
        .isInstanceOfSatisfying(
            Rehearsal.Result.NotPossible.class,
            not ->
                assertThat(not.because())
                    .contains("20250101_0900_a.sql:6:1: what COPY … PROGRAM runs"));
  }

  @Test
  void anSqliteFileThatIsNotThereStaysAway() throws IOException {
    Ground ground = Ground.sqlite();
    assertThat(rehearse(ground)).isInstanceOf(Rehearsal.Result.NotPossible.class);
    assertThat(Files.exists(Path.of(ground.tenant().target().database()))).isFalse();
  }
}
