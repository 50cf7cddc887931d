package eu.dihya.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.engine.HistoryRow;
import eu.dihya.engine.JournalEntry;
import eu.dihya.engine.StatementClass;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HitTest {
  private static final String ALTER = "ALTER TABLE a ADD b int";

  private static Trace.Event event(Stage stage, String detail) {
    return new Trace.Event(Instant.EPOCH, stage, detail);
  }

  private static Trace.Event sent(Stage stage) {
    return event(stage, Statements.id(ALTER) + " " + ALTER);
  }

  private static Look look(JournalEntry.State state, String witness) {
    JournalEntry entry =
        new JournalEntry(
            "r",
            "common",
            "1",
            HistoryRow.Kind.UP,
            1,
            Statements.id(ALTER),
            StatementClass.PROBE,
            state,
            "before",
            null,
            1,
            "1",
            "policy",
            null);
    return new Look(List.of(), List.of(entry), false, false, witness, "");
  }

  private static HistoryRow row() {
    return new HistoryRow(
        1,
        "common",
        "1",
        "",
        HistoryRow.Kind.UP,
        "",
        "",
        "",
        "1",
        "R-0001",
        null,
        1,
        "policy",
        "test",
        null,
        null,
        null);
  }

  private static Hit hit(Look look, Trace.Event... events) {
    return Hit.of(Arrays.asList(events), 0, look).orElseThrow();
  }

  @Test
  void aWorkerThatHadNotComeOrWasDoneWasNotHit() {
    Look look = look(JournalEntry.State.DONE, "after");
    assertThat(Hit.of(List.of(), 0, look)).isEmpty();
    assertThat(Hit.of(List.of(event(Stage.ENDED, "Done")), 0, look)).isEmpty();
  }

  @Test
  void aStatementWithoutAnAnswerIsInFlightAndSettledOnceItsEffectIsSeen() {
    Hit before = hit(look(JournalEntry.State.INTENT, "before"), sent(Stage.SENT));
    assertThat(before.where()).isEqualTo(Where.IN_FLIGHT);
    assertThat(before.unanswered()).hasSize(1);
    assertThat(before.settled()).isEmpty();
    Hit after = hit(look(JournalEntry.State.INTENT, "after"), sent(Stage.SENT));
    assertThat(after.where()).isEqualTo(Where.IN_FLIGHT);
    assertThat(after.settled()).hasSize(1);
  }

  @Test
  void aStatementWhoseServerDiedUnderItIsSettledOnlyByItsEffect() {
    Trace.Event lost = event(Stage.FAILED, "the connection was lost");
    Hit before = hit(look(JournalEntry.State.INTENT, "before"), sent(Stage.SENT), lost);
    assertThat(before.where()).isEqualTo(Where.IN_FLIGHT);
    assertThat(before.settled()).isEmpty();
    Hit after = hit(look(JournalEntry.State.INTENT, "after"), sent(Stage.SENT), lost);
    assertThat(after.settled()).hasSize(1);
  }

  @Test
  void anAnswerWithoutARecordIsExecuted() {
    Hit alone =
        hit(
            look(JournalEntry.State.INTENT, "after"),
            sent(Stage.SENT),
            event(Stage.ANSWERED, Statements.id(ALTER)));
    assertThat(alone.where()).isEqualTo(Where.EXECUTED);
    assertThat(alone.settled()).hasSize(1);
    assertThat(alone.unanswered()).isEmpty();
    Hit inside =
        hit(
            look(JournalEntry.State.INTENT, "after"),
            sent(Stage.SENT_INSIDE),
            event(Stage.ANSWERED, Statements.id(ALTER)),
            event(Stage.RECORDING, ""));
    assertThat(inside.where()).isEqualTo(Where.EXECUTED);
    assertThat(inside.settled()).as("it may be rolled back").isEmpty();
  }

  @Test
  void aCommitWithoutAnAnswerIsRecordedWhenTheTargetSaysSo() {
    List<Trace.Event> events = List.of(sent(Stage.SENT_INSIDE), event(Stage.COMMITTING, "DONE"));
    Hit done = Hit.of(events, 0, look(JournalEntry.State.DONE, "after")).orElseThrow();
    assertThat(done.where()).isEqualTo(Where.RECORDED);
    assertThat(done.unanswered()).hasSize(1);
    Hit not = Hit.of(events, 0, look(JournalEntry.State.INTENT, "after")).orElseThrow();
    assertThat(not.where()).isEqualTo(Where.EXECUTED);
    assertThat(not.settled()).isEmpty();
  }

  @Test
  void aRecordThatWasToldCommittedAndIsNotThereIsGone() {
    Hit hit =
        hit(
            look(JournalEntry.State.DONE, "after"),
            sent(Stage.SENT_INSIDE),
            event(Stage.RECORDED, "HISTORY"));
    assertThat(hit.gone()).isTrue();
  }

  @Test
  void anIntentThatIsNotInTheJournalIsGone() {
    Look look = new Look(List.of(), List.of(), false, false, "before", "");
    assertThat(hit(look, sent(Stage.SENT)).gone()).isTrue();
  }

  @Test
  void anAnswerWhoseRecordWaitsForTheNextCommitIsSettled() {
    Trace.Event next = event(Stage.SENT_INSIDE, Statements.id("INSERT") + " INSERT");
    Hit hit =
        hit(
            look(JournalEntry.State.INTENT, "after"),
            sent(Stage.SENT),
            event(Stage.ANSWERED, Statements.id(ALTER)),
            event(Stage.INTENT, ""),
            next);
    assertThat(hit.where()).isEqualTo(Where.IN_FLIGHT);
    assertThat(hit.settled()).extracting(Trace.Event::stage).containsExactly(Stage.SENT);
    assertThat(hit.gone()).isFalse();
  }

  @Test
  void anIntentThatWentWithTheHistoryIsNotGone() {
    HistoryRow row = row();
    Look look = new Look(List.of(row), List.of(), false, false, "after", "");
    Hit hit =
        hit(
            look,
            sent(Stage.SENT),
            event(Stage.ANSWERED, Statements.id(ALTER)),
            event(Stage.COMMITTING_RECORD, "HISTORY"));
    assertThat(hit.where()).isEqualTo(Where.RECORDED);
    assertThat(hit.gone()).isFalse();
    assertThat(hit.settled()).hasSize(1);
  }
}
