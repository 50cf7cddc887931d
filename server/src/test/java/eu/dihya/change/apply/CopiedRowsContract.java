package eu.dihya.change.apply;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.rollout.RunError;
import eu.dihya.rollout.TenantWork.RunOutcome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No migration that copies a table and takes its place loses rows without having said so. */
abstract class CopiedRowsContract {
  private static final String NAME = "20250201_0900_people";
  @TempDir Path workspace;
  protected Ground ground;
  protected Trial trial;

  protected abstract Ground newGround();

  @BeforeEach
  void fill() throws IOException {
    ground = newGround();
    trial = new Trial(ground, workspace);
    trial.file(
        "20250101_0900_base",
        """
        -- migrate:up
        CREATE TABLE people (id int PRIMARY KEY, name varchar(40));
        INSERT INTO people (id, name) VALUES (1, 'a'), (2, 'b'), (3, NULL);
        CREATE TABLE pets (owner int);
        INSERT INTO pets (owner) VALUES (1), (1), (2), (3);
        -- migrate:down
        DROP TABLE people;
        DROP TABLE pets;
        """);
    assertThat(trial.latest()).isInstanceOf(RunOutcome.Done.class);
  }

  protected void copying(String query, String more) throws IOException {
    trial.file(
        NAME,
        """
        %s
        -- migrate:up
        CREATE TABLE people_new (id int PRIMARY KEY, name varchar(40));
        INSERT INTO people_new (id, name) %s;
        DROP TABLE people;
        ALTER TABLE people_new RENAME TO people;
        """
            .formatted(more, query));
  }

  private RunError failed() {
    RunOutcome outcome = trial.latest();
    assertThat(outcome).isInstanceOf(RunOutcome.Failed.class);
    return ((RunOutcome.Failed) outcome).error();
  }

  protected long people() {
    return ground.number("SELECT COUNT(*) AS n FROM people");
  }

  @Test
  void aCompleteCopyTakesThePlace() throws IOException {
    copying("SELECT id, COALESCE(name, '') FROM people", "");
    assertThat(trial.latest()).isEqualTo(new RunOutcome.Done(4));
    assertThat(people()).isEqualTo(3);
  }

  @Test
  void aCopyThatForgetsRowsIsRefusedWhileTheOldTableIsThere() throws IOException {
    copying("SELECT id, name FROM people WHERE name <> ''", "");
    RunError error = failed();
    assertThat(error.errorClass()).isEqualTo("CONSTRAINT");
    assertThat(error.message())
        .contains("table people would shrink from 3 rows to 2")
        .contains("rows:may-differ people");
    assertThat(error.statement()).isEqualTo(3);
    assertThat(error.position()).endsWith("_people.sql:8:1");
    assertThat(people()).isEqualTo(3);
  }

  @Test
  void aCopyThatMultipliesRowsIsRefusedToo() throws IOException {
    copying("SELECT id * 10 + owner, name FROM people CROSS JOIN pets WHERE owner > 1", "");
    assertThat(failed().message()).contains("table people would grow from 3 rows to 6");
    assertThat(people()).isEqualTo(3);
  }

  @Test
  void aDifferenceThatIsSaidInTheFileGoesOnFromThere() throws IOException {
    copying("SELECT id, name FROM people WHERE id < 3", "");
    failed();
    copying(
        "SELECT id, name FROM people WHERE id < 3", "-- rows:may-differ people the third has left");
    assertThat(trial.latest()).isInstanceOf(RunOutcome.Done.class);
    assertThat(people()).isEqualTo(2);
  }

  @Test
  void aDifferenceWithoutAReasonIsNotSaid() throws IOException {
    copying("SELECT id, name FROM people WHERE id < 3", "-- rows:may-differ people");
    failed();
    assertThat(people()).isEqualTo(3);
  }

  @Test
  void inPiecesWithoutATransactionItHoldsToo() throws IOException {
    trial.file(
        NAME,
        """
        -- migrate:up transaction:false
        ALTER TABLE people RENAME TO people_old;
        CREATE TABLE people (id int PRIMARY KEY, name varchar(40));
        INSERT INTO people SELECT * FROM people_old WHERE id < 2;
        INSERT INTO people SELECT * FROM people_old WHERE id > 2;
        DROP TABLE people_old;
        """);
    assertThat(failed().message()).contains("table people would shrink from 3 rows to 2");
    assertThat(ground.number("SELECT COUNT(*) AS n FROM people_old")).isEqualTo(3);
  }
}
