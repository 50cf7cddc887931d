package eu.dihya.change.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.engine.JournalEntry;
import eu.dihya.engine.ShapeDifference;
import eu.dihya.plan.PlanRequest;
import eu.dihya.rollout.Attempt;
import eu.dihya.rollout.Evidence;
import eu.dihya.rollout.TenantWork.RunOutcome;
import eu.dihya.security.Principal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A statement that is not in a transaction, and what becomes of it when its sender dies. */
abstract class DoubtContract {
  private static final String V1 = "20250101_0900";
  private static final String V2 = "20250201_0900";

  @TempDir Path workspace;
  protected Ground ground;
  protected Trial trial;

  protected abstract Ground newGround();

  /** One statement that the catalogue cannot answer for. */
  protected abstract String statement();

  @BeforeEach
  void prepare() throws IOException {
    ground = newGround();
    trial = new Trial(ground, workspace);
    trial.file(
        V1 + "_base",
        "-- migrate:up\nCREATE TABLE people (id int PRIMARY KEY, name varchar(40) NOT NULL);\n"
            + "-- migrate:down\nDROP TABLE people;\n");
    assertThat(trial.latest()).isEqualTo(new RunOutcome.Done(1));
    trial.file(
        V2 + "_more",
        "-- migrate:up transaction:false\n"
            + statement()
            + ";\n-- migrate:down transaction:false\nDROP TABLE nothing;\n");
  }

  private static final class Dead extends Error {
    private static final long serialVersionUID = 1L;
  }

  private void dies(boolean afterIt) {
    Ears fatal =
        new Ears() {
          @Override
          public void applying(int statement, String migration) {
            if (!afterIt) {
              throw new Dead();
            }
          }

          @Override
          public void ran(Attempt.StatementRun statement) {
            throw new Dead();
          }
        };
    assertThatThrownBy(() -> trial.run(trial.plan(PlanRequest.LATEST), fatal))
        .isInstanceOf(Dead.class);
    assertThat(rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.state()).isEqualTo(JournalEntry.State.INTENT);
              assertThat(row.shapeExpected()).isNotNull();
            });
  }

  private List<JournalEntry> rows() {
    try (var session = ground.connector().read(ground.tenant().target())) {
      return new eu.dihya.engine.Journal(
              session,
              ground.connector().driver(ground.engine()).dialect(),
              ground.tenant().target())
          .all();
    }
  }

  private Ears resumed() {
    Ears ears = new Ears();
    assertThat(trial.run(trial.plan(PlanRequest.LATEST), ears)).isEqualTo(new RunOutcome.Done(1));
    assertThat(rows()).isEmpty();
    assertThat(ground.seen().drifted()).isFalse();
    return ears;
  }

  private RunOutcome.InDoubt inDoubt() {
    RunOutcome outcome = trial.run(trial.plan(PlanRequest.LATEST), new Ears());
    assertThat(outcome).isInstanceOf(RunOutcome.InDoubt.class);
    assertThat(rows())
        .extracting(JournalEntry::state)
        .containsExactly(JournalEntry.State.UNDECIDED);
    return (RunOutcome.InDoubt) outcome;
  }

  private Evidence evidence() {
    Evidence evidence = inDoubt().evidence();
    assertThat(evidence).isNotNull();
    return evidence;
  }

  private void decide(Evidence evidence, boolean applied) {
    trial.work().decide("t1", evidence, applied, Principal.POLICY);
  }

  @Test
  void whatWasNotSentIsRunOnce() {
    dies(false);
    assertThat(resumed().statements).hasSize(1);
  }

  @Test
  void whatTookEffectIsNotRunAgain() {
    dies(true);
    assertThat(resumed().statements).isEmpty();
  }

  @Test
  void aForeignChangeMeanwhileIsForAPersonToDecideWithEvidence() {
    dies(true);
    JournalEntry intent = rows().getFirst();
    ground.execute("CREATE TABLE intruder (a int)");
    RunOutcome.InDoubt doubt = inDoubt();
    assertThat(doubt.error().message()).contains("neither as it was nor as it should be");
    assertThat(doubt.error().hint()).contains("dihya rollout decide R-0001 --tenant t1");
    Evidence evidence = evidence();
    assertThat(evidence.position()).endsWith("_more.sql:5:1");
    assertThat(evidence.statement()).isEqualTo(statement());
    assertThat(evidence.sentAt()).isNotNull().isEqualTo(intent.at());
    assertThat(evidence.connection()).isEqualTo(intent.connection());
    assertThat(evidence.alive()).isFalse();
    assertThat(evidence.shapes().expected()).isEqualTo(intent.shapeExpected());
    assertThat(evidence.missing()).isNotNull();
    assertThat(evidence.missing().items())
        .extracting(ShapeDifference.Item::object)
        .allMatch(name -> name.contains("intruder"))
        .contains("table intruder");
    assertThat(evidence.done()).isNotNull();
    assertThat(evidence.done().items())
        .hasSizeGreaterThanOrEqualTo(evidence.missing().items().size());

    decide(evidence, true);
    assertThat(rows()).extracting(JournalEntry::state).containsExactly(JournalEntry.State.DONE);
    decide(evidence, true);
    RunOutcome outcome = trial.run(trial.plan(PlanRequest.LATEST), new Ears());
    assertThat(outcome)
        .isInstanceOfSatisfying(
            RunOutcome.Failed.class,
            failed -> {
              assertThat(failed.error().errorClass()).isEqualTo("NOT_OBSERVED");
              assertThat(failed.error().message()).contains("intruder");
            });
    ground.execute("DROP TABLE intruder");
    assertThat(resumed().statements).isEmpty();
  }

  @Test
  void whatDidNotTakeEffectIsSentAgainWhenAPersonSaysSo() {
    dies(false);
    ground.execute("CREATE TABLE intruder (a int)");
    Evidence evidence = evidence();
    decide(evidence, false);
    assertThat(rows()).isEmpty();
    decide(evidence, false);
    ground.execute("DROP TABLE intruder");
    assertThat(trial.run(trial.plan(PlanRequest.LATEST), new Ears()))
        .isEqualTo(new RunOutcome.Done(1));
  }

  @Test
  void aDecisionOnStaleEvidenceIsRefused() {
    dies(true);
    ground.execute("CREATE TABLE intruder (a int)");
    Evidence evidence = evidence();
    ground.execute("ALTER TABLE intruder ADD COLUMN b int");
    for (boolean applied : List.of(true, false)) {
      assertThatThrownBy(() -> decide(evidence, applied))
          .isInstanceOfSatisfying(
              DihyaException.class,
              refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.CONFLICT))
          .hasMessageContaining("the schema has changed since");
    }
    assertThat(rows())
        .extracting(JournalEntry::state)
        .containsExactly(JournalEntry.State.UNDECIDED);
    assertThat(evidence().digest()).isNotEqualTo(evidence.digest());
  }

  @Test
  void doubtEndsByItselfWhenTheForeignChangeIsUndone() {
    dies(true);
    ground.execute("CREATE TABLE intruder (a int)");
    inDoubt();
    ground.execute("DROP TABLE intruder");
    assertThat(resumed().statements).isEmpty();
  }

  @Test
  void withoutAnExpectationAChangedSchemaIsInDoubt() {
    trial.expectations = eu.dihya.change.expect.Expectations.none("not here");
    Ears fatal =
        new Ears() {
          @Override
          public void ran(Attempt.StatementRun statement) {
            throw new Dead();
          }
        };
    assertThatThrownBy(() -> trial.run(trial.plan(PlanRequest.LATEST), fatal))
        .isInstanceOf(Dead.class);
    ground.execute("CREATE TABLE intruder (a int)");
    RunOutcome.InDoubt doubt = inDoubt();
    assertThat(doubt.error().message()).contains("which one it should be now is not known");
    assertThat(doubt.evidence()).isNotNull();
    assertThat(doubt.evidence().missing()).isNull();
    decide(doubt.evidence(), true);
    ground.execute("DROP TABLE intruder");
    assertThat(trial.run(trial.plan(PlanRequest.LATEST), new Ears()))
        .isEqualTo(new RunOutcome.Done(1, "not here"));
  }

  @Test
  void aForeignChangeDuringTheRunIsFoundAfterTheStep() {
    Ears meddling =
        new Ears() {
          @Override
          public void counted(int number) {
            ground.execute("CREATE TABLE intruder (a int)");
          }
        };
    RunOutcome outcome = trial.run(trial.plan(PlanRequest.LATEST), meddling);
    assertThat(outcome)
        .isInstanceOfSatisfying(
            RunOutcome.Failed.class,
            failed -> {
              assertThat(failed.error().errorClass()).isEqualTo("NOT_OBSERVED");
              assertThat(failed.error().message()).contains("table intruder");
            });
    assertThat(ground.seen().history()).hasSize(1);
  }
}
