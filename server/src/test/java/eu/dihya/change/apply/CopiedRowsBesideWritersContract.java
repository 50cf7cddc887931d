package eu.dihya.change.apply;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.plan.PlanRequest;
import eu.dihya.rollout.Attempt;
import eu.dihya.rollout.TenantWork.RunOutcome;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** On servers, where others write while a migration copies. */
abstract class CopiedRowsBesideWritersContract extends CopiedRowsContract {
  @Test
  void rowsThatAreWrittenBehindTheCopyAreNotLost() throws IOException {
    copying("SELECT id, name FROM people; ALTER TABLE people_new ADD COLUMN email varchar(40)", "");
    Ears ears =
        new Ears() {
          @Override
          public void ran(Attempt.StatementRun statement) {
            if (statement.number() == 3) {
              ground.execute("INSERT INTO people (id, name) VALUES (4, 'd')");
            }
          }
        };
    RunOutcome outcome = trial.run(trial.plan(PlanRequest.LATEST), ears);
    assertThat(((RunOutcome.Failed) outcome).error().message())
        .contains("table people would shrink from 4 rows to 3");
    assertThat(people()).isEqualTo(4);
  }
}
