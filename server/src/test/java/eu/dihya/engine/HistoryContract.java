package eu.dihya.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** History, journal and fence on every engine. */
public abstract class HistoryContract {
  protected Place place;
  protected Session session;

  /** An empty target of its own. */
  protected abstract Place newPlace();

  @BeforeEach
  void open() {
    place = newPlace();
    session = place.connect();
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void lookingCreatesNothing() {
    SchemaHistory history = place.history(session);
    assertThat(history.rows()).isEmpty();
    assertThat(history.exists()).isFalse();
    assertThat(history.rows()).isEmpty();
    try (Session reading = place.connect(SessionOptions.DEFAULT.reading())) {
      assertThat(place.history(reading).rows()).isEmpty();
    }
    assertThat(history.exists()).isFalse();
  }

  @Test
  void preparingTwiceIsPreparingOnce() {
    SchemaHistory history = place.history(session);
    history.prepare();
    var instance = history.instance();
    long epoch = place.fence(session).raise();
    history.prepare();
    assertThat(history.exists()).isTrue();
    assertThat(history.instance()).isPresent().isEqualTo(instance);
    assertThat(place.fence(session).current()).isEqualTo(epoch);
    assertThat(history.rows()).isEmpty();
  }

  @Test
  void preparingMendsWhatIsMissing() {
    SchemaHistory history = place.history(session);
    history.prepare();
    session.update("DROP TABLE " + place.driver().dialect().table(place.target(), Tables.INSTANCE));
    history.prepare();
    assertThat(history.instance()).isPresent();
  }

  @Test
  void aJournalIsMadeWhenItIsNeededAndReadsAsEmptyBefore() {
    Dialect dialect = place.driver().dialect();
    String existence = dialect.existence(place.target(), Tables.JOURNAL);
    Journal journal = place.journal(session);
    place.history(session).prepare();
    assertThat(journal.open()).isEmpty();
    assertThat(journal.all()).isEmpty();
    assertThat(session.query(existence)).isEmpty();
    journal.prepare();
    journal.prepare();
    assertThat(session.query(existence)).hasSize(1);
    assertThat(journal.all()).isEmpty();
  }

  @Test
  void ourTablesAreNoPartOfShapeOrWitness() {
    SchemaReader reader = place.driver().schemaReader();
    Shape shape = reader.shape(session, place.target());
    String witness = reader.witness(session, place.target());
    place.history(session).prepare();
    assertThat(reader.shape(session, place.target())).isEqualTo(shape);
    assertThat(reader.witness(session, place.target())).isEqualTo(witness);
  }

  @Test
  void rowsComeBackAsTheyWereWritten() {
    SchemaHistory history = place.history(session);
    history.prepare();
    Instant begun = history.now();
    session.begin();
    history.append(
        row("20250522_1200", HistoryRow.Kind.UP, "shape-1", "head-1"), Optional.of(begun));
    history.append(row("R:Réglages ⵣ", HistoryRow.Kind.REPEATABLE, null, null), Optional.of(begun));
    session.commit();
    List<HistoryRow> rows = history.rows();
    assertThat(rows)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id", "startedAt", "finishedAt")
        .containsExactly(
            row("20250522_1200", HistoryRow.Kind.UP, "shape-1", "head-1"),
            row("R:Réglages ⵣ", HistoryRow.Kind.REPEATABLE, null, null));
    assertThat(rows.get(0).id()).isLessThan(rows.get(1).id());
    assertThat(Duration.between(begun, rows.get(0).startedAt()).abs())
        .isLessThan(Duration.ofMillis(2));
    assertThat(rows.get(0).finishedAt()).isAfterOrEqualTo(rows.get(0).startedAt());
  }

  @Test
  void aRowThatIsRolledBackWasNeverThere() {
    SchemaHistory history = place.history(session);
    history.prepare();
    session.begin();
    history.append(row("1", HistoryRow.Kind.UP, "s", null), Optional.of(history.now()));
    session.rollback();
    assertThat(history.rows()).isEmpty();
  }

  @Test
  void theJournalFollowsAStatement() {
    place.history(session).prepare();
    Journal journal = place.journal(session);
    journal.prepare();
    JournalEntry first = entry(1, "witness-1");
    JournalEntry second = entry(2, "witness-2");
    journal.intent(first);
    journal.done(first);
    journal.intent(second);
    assertThat(journal.open()).singleElement().satisfies(open -> same(open, second));
    journal.undecided(second);
    assertThat(journal.open().getFirst().state()).isEqualTo(JournalEntry.State.UNDECIDED);
    journal.intent(entry(2, "witness-3"));
    assertThat(journal.open()).singleElement().satisfies(open -> same(open, entry(2, "witness-3")));
    assertThat(journal.of("run-1", "common", "20250522_1200", HistoryRow.Kind.UP))
        .extracting(JournalEntry::state)
        .containsExactly(JournalEntry.State.DONE, JournalEntry.State.INTENT);
    assertThat(journal.of("run-2", "common", "20250522_1200", HistoryRow.Kind.UP)).isEmpty();
    journal.retract(second);
    assertThat(journal.open()).isEmpty();
    assertThat(journal.of("run-1", "common", "20250522_1200", HistoryRow.Kind.UP)).hasSize(1);
  }

  @Test
  void whatAStaleOwnerWritesIsNotCommitted() {
    place.history(session).prepare();
    Fence fence = place.fence(session);
    long old = fence.raise();
    place.journal(session).prepare();
    record(old, entry(1, "witness-1"));
    try (Session other = place.connect()) {
      place.fence(other).raise();
    }
    assertThatThrownBy(() -> record(old, entry(2, "witness-2"))).isInstanceOf(SqlFailure.class);
    session.rollback();
    assertThat(place.journal(session).all()).extracting(JournalEntry::statement).containsExactly(1);
    assertThatThrownBy(() -> fence.expect(old))
        .isInstanceOfSatisfying(
            SqlFailure.class, e -> assertThat(e.kind()).isEqualTo(SqlFailure.Kind.FENCED));
  }

  private void record(long epoch, JournalEntry entry) {
    session.begin();
    Answer<Long> held = place.fence(session).holding(epoch);
    place.journal(session).intent(entry);
    held.await();
    session.commit();
  }

  @Test
  void theFenceRefusesAStaleOwner() {
    place.history(session).prepare();
    Fence fence = place.fence(session);
    long old = fence.raise();
    try (Session other = place.connect()) {
      assertThat(place.fence(other).raise()).isEqualTo(old + 1);
    }
    session.begin();
    SqlFailure refused = catchThrowableOfType(SqlFailure.class, () -> fence.check(old));
    assertThat(refused.kind()).isEqualTo(SqlFailure.Kind.FENCED);
    fence.check(old + 1);
    session.rollback();
    assertThatThrownBy(() -> fence.check(old + 1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aCheckedFenceHoldsUntilTheTransactionEnds() {
    place.history(session).prepare();
    long epoch = place.fence(session).raise();
    session.begin();
    place.fence(session).check(epoch);
    try (Session other = place.connect(SessionContract.HASTY)) {
      SqlFailure refused = catchThrowableOfType(SqlFailure.class, () -> place.fence(other).raise());
      assertThat(refused.kind()).isEqualTo(SqlFailure.Kind.LOCKED);
      assertThat(other.inTransaction()).isFalse();
      session.commit();
      assertThat(place.fence(other).raise()).isEqualTo(epoch + 1);
    }
  }

  @Test
  void aFenceWithoutItsRowLetsNobodyThrough() {
    place.history(session).prepare();
    session.update("DELETE FROM " + place.driver().dialect().table(place.target(), Tables.FENCE));
    session.begin();
    SqlFailure refused =
        catchThrowableOfType(SqlFailure.class, () -> place.fence(session).check(0));
    assertThat(refused.kind()).isEqualTo(SqlFailure.Kind.FENCED);
    session.rollback();
  }

  private static void same(JournalEntry found, JournalEntry expected) {
    assertThat(found).usingRecursiveComparison().ignoringFields("at").isEqualTo(expected);
    assertThat(found.at()).isNotNull();
  }

  private static JournalEntry entry(int statement, String witness) {
    return new JournalEntry(
        "run-1",
        "common",
        "20250522_1200",
        HistoryRow.Kind.UP,
        statement,
        "sha",
        StatementClass.PROBE,
        JournalEntry.State.INTENT,
        witness,
        null,
        3,
        "42",
        "actor-1",
        null);
  }

  private static HistoryRow row(String version, HistoryRow.Kind kind, String shape, String head) {
    return new HistoryRow(
        0,
        "common",
        version,
        "add réglages",
        kind,
        "raw",
        "token",
        "digest",
        "release-1",
        "rollout-1",
        shape,
        7,
        "actor-1",
        "0.1.0",
        null,
        null,
        head);
  }
}
