package eu.dihya.change.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.engine.Undecided;
import eu.dihya.plan.PlanRequest;
import eu.dihya.rollout.Attempt;
import eu.dihya.rollout.Evidence;
import eu.dihya.rollout.TenantWork.RunOutcome;
import eu.dihya.security.Principal;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person decides where PostgreSQL's catalogue answers something else, or nothing. */
class PostgresDoubtIT {
  @TempDir Path workspace;
  private Ground ground;
  private Trial trial;

  @BeforeEach
  void prepare() throws IOException {
    ground = Ground.postgresql();
    trial = new Trial(ground, workspace);
    trial.file(
        "20250101_0900_base",
        "-- migrate:up\nCREATE TABLE people (id int PRIMARY KEY, name varchar(40) NOT NULL);\n"
            + "-- migrate:down\nDROP TABLE people;\n");
    assertThat(trial.latest()).isEqualTo(new RunOutcome.Done(1));
  }

  private void dies(String statement, boolean afterIt) throws IOException {
    trial.file(
        "20250201_0900_index",
        "-- migrate:up transaction:false\n"
            + statement
            + ";\n-- migrate:down transaction:false\nDROP INDEX CONCURRENTLY people_name;\n");
    Ears fatal =
        new Ears() {
          @Override
          public void applying(int number, String migration) {
            if (!afterIt) {
              throw new Dead();
            }
          }

          @Override
          public void ran(Attempt.StatementRun run) {
            throw new Dead();
          }
        };
    assertThatThrownBy(() -> trial.run(trial.plan(PlanRequest.LATEST), fatal))
        .isInstanceOf(Dead.class);
  }

  private static final class Dead extends Error {
    private static final long serialVersionUID = 1L;
  }

  private Evidence doubt(String because) {
    RunOutcome outcome = trial.latest();
    assertThat(outcome).isInstanceOf(RunOutcome.InDoubt.class);
    RunOutcome.InDoubt doubt = (RunOutcome.InDoubt) outcome;
    assertThat(doubt.error().message()).contains(because);
    Evidence evidence = doubt.evidence();
    assertThat(evidence).isNotNull();
    assertThat(evidence.alive()).isFalse();
    return evidence;
  }

  private Ears goesOn() {
    Ears ears = new Ears();
    assertThat(trial.run(trial.plan(PlanRequest.LATEST), ears)).isEqualTo(new RunOutcome.Done(1));
    assertThat(ground.seen().drifted()).isFalse();
    return ears;
  }

  @Test
  void anotherIndexOfTheNameIsShownAndDecidedOn() throws IOException {
    dies("CREATE INDEX CONCURRENTLY people_name ON people (name)", false);
    ground.execute("CREATE INDEX people_name ON people (id)");
    Evidence evidence = doubt("people_name");
    assertThat(evidence.missing()).isNotNull();
    assertThat(evidence.missing().items())
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.object()).isEqualTo("index people_name");
              assertThat(item.expected()).contains("(name)");
              assertThat(item.found()).contains("(id)");
            });
    trial.work().decide("t1", evidence, false, Principal.POLICY);
    ground.execute("DROP INDEX people_name");
    assertThat(goesOn().statements).hasSize(1);
  }

  @Test
  void whatNobodyCanTellIsDecidedThatItTookEffect() throws IOException {
    trial.undecided(Undecided.STOP);
    dies("CREATE INDEX CONCURRENTLY ON people (name)", true);
    trial.work().decide("t1", doubt("nothing in the target tells"), true, Principal.POLICY);
    assertThat(goesOn().statements).isEmpty();
  }

  @Test
  void whatNobodyCanTellIsDecidedThatItDidNot() throws IOException {
    trial.undecided(Undecided.STOP);
    dies("CREATE INDEX CONCURRENTLY ON people (name)", false);
    trial.work().decide("t1", doubt("nothing in the target tells"), false, Principal.POLICY);
    assertThat(goesOn().statements).hasSize(1);
  }
}
