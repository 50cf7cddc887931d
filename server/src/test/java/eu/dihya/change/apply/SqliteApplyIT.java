package eu.dihya.change.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class SqliteApplyIT extends ApplyContract {
  @Override
  protected Ground newGround() {
    return Ground.sqlite();
  }

  @Override
  protected void afterAFailureAtTheEnd() {
    agrees("20250101_0900");
    assertThat(count()).isZero();
  }

  @Override
  protected void afterAFailureInTheMiddle() {
    afterAFailureAtTheEnd();
  }

  /** As a full disk does: the transaction is over, and what follows would be none of it. */
  @Test
  void nothingOfAStepStaysWhenItsFailureRolledBackByItself() throws IOException {
    trial.latest();
    trial.file(
        "20250201_0900_twice",
        """
        -- migrate:up
        INSERT INTO people (id, name) VALUES (1, 'a');
        INSERT OR ROLLBACK INTO people (id, name) VALUES (1, 'b');
        UPDATE counter SET n = n + 1;
        CREATE TABLE late (n int);
        -- migrate:down
        DROP TABLE late;
        """);
    assertThat(failed(trial.latest()).position()).endsWith("_twice.sql:6:1");
    assertThat(ground.tables()).doesNotContain("late");
    afterAFailureAtTheEnd();
  }
}
