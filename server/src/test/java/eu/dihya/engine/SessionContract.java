package eu.dihya.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every engine's {@link Session} must do. */
public abstract class SessionContract {
  protected static final SessionOptions HASTY =
      SessionOptions.DEFAULT.withLock(Duration.ofMillis(300)).withStatement(Duration.ofMillis(700));

  protected Place place;
  protected Session session;

  /** An empty target of its own. */
  protected abstract Place newPlace();

  /** A statement that runs for at least 30 seconds. */
  protected abstract String slowStatement();

  /** The definition of a table's key column. */
  protected abstract String keyColumn();

  /** A text type that can be unique. */
  protected String textType() {
    return "varchar(100)";
  }

  @BeforeEach
  void open() {
    place = newPlace();
    session = place.connect();
    session.execute("CREATE TABLE people (" + keyColumn() + ", email " + textType() + " UNIQUE)");
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void tellsWhoItIs() {
    assertThat(place.driver().engines()).contains(session.engine());
    assertThat(session.serverVersion()).matches("\\d+(\\.\\d+)+.*");
    try (Session other = place.connect()) {
      assertThat(other.connectionId()).isNotEqualTo(session.connectionId());
    }
  }

  @Test
  void aCommitKeepsAndARollbackLoses() {
    session.begin();
    assertThat(session.inTransaction()).isTrue();
    assertThat(
            session.execute("INSERT INTO people VALUES (1, 'a@example.org'), (2, 'b@example.org')"))
        .isEqualTo(2);
    session.commit();
    assertThat(session.inTransaction()).isFalse();
    session.begin();
    session.execute("DELETE FROM people");
    session.rollback();
    assertThat(session.inTransaction()).isFalse();
    session.rollback();
    assertThat(count("people")).isEqualTo(2);
  }

  @Test
  void aChangeOfTheSchemaRollsBackWhereTheEngineCan() {
    session.begin();
    session.execute("CREATE TABLE pets (id int)");
    session.rollback();
    boolean kept = !session.engine().hasTransactionalDdl();
    if (kept) {
      assertThat(count("pets")).isZero();
    } else {
      assertThat(failure(() -> count("pets")).kind()).isEqualTo(SqlFailure.Kind.OBJECT);
    }
  }

  @Test
  void aTransactionThatIsNotCommittedEndsWithItsSession() {
    try (Session other = place.connect()) {
      other.begin();
      other.execute("INSERT INTO people VALUES (1, 'a@example.org')");
    }
    assertThat(count("people")).isZero();
  }

  @Test
  void aMigrationMayNotEndTheTransactionThatHoldsIt() {
    session.begin();
    for (String sql : List.of("COMMIT", "/* x */ begin", "-- y\nrollback", "START TRANSACTION")) {
      assertThatThrownBy(() -> session.execute(sql))
          .isInstanceOf(SqlFailure.class)
          .hasMessageContaining("transaction");
    }
    session.execute("SAVEPOINT here");
    session.execute("ROLLBACK TO SAVEPOINT here");
    session.rollback();
  }

  @Test
  void tellsWhetherAStatementReturnsARow() {
    assertThat(session.returnsRow("SELECT id FROM people")).isFalse();
    session.execute("INSERT INTO people VALUES (1, 'a@example.org'), (2, 'b@example.org')");
    assertThat(session.returnsRow("SELECT id FROM people")).isTrue();
    assertThat(count("people")).isEqualTo(2);
  }

  @Test
  void argumentsAreValuesAndNothingElse() {
    String odd = "o'hara ? \\ \" $1 ${x} \n é ⵣ";
    session.update("INSERT INTO people (id, email) VALUES (?, ?)", 1L, odd);
    session.update("INSERT INTO people (id, email) VALUES (?, ?)", 2L, null);
    Row row =
        session
            .query("SELECT id AS ID, email, '?' AS mark FROM people WHERE email = ?", odd)
            .getFirst();
    assertThat(row.number("id")).isEqualTo(1);
    assertThat(row.text("email")).isEqualTo(odd);
    assertThat(row.text("mark")).isEqualTo("?");
    assertThat(
            session
                .query("SELECT email FROM people WHERE id = ?", 2L)
                .getFirst()
                .textOrNull("email"))
        .isNull();
    assertThat(session.update("UPDATE people SET email = 'x' WHERE id = ?", 9L)).isZero();
  }

  @Test
  void theSessionLockKeepsAnotherSessionOutUntilItIsGivenBack() {
    session.lock(Duration.ofSeconds(1));
    session.begin();
    session.commit();
    try (Session other = place.connect()) {
      SqlFailure refused = failure(() -> other.lock(Duration.ofMillis(100)));
      assertThat(refused.kind()).isEqualTo(SqlFailure.Kind.LOCKED);
      assertThat(refused.kind().isTransient()).isTrue();
      assertThat(refused).hasMessageContaining(session.connectionId());
      session.unlock();
      other.lock(Duration.ofSeconds(1));
    }
    session.lock(Duration.ofSeconds(5));
  }

  @Test
  void theSessionLockEndsWithItsSession() {
    try (Session other = place.connect()) {
      other.lock(Duration.ofSeconds(1));
    }
    session.lock(Duration.ofSeconds(5));
    try (Session other = place.connect()) {
      assertThat(failure(() -> other.lock(Duration.ZERO)).kind()).isEqualTo(SqlFailure.Kind.LOCKED);
    }
  }

  @Test
  void twoTargetsHaveTwoLocks() {
    Place elsewhere = newPlace();
    session.lock(Duration.ofSeconds(1));
    try (Session other = elsewhere.connect()) {
      other.lock(Duration.ofSeconds(1));
    }
  }

  @Test
  void aRunningStatementCanBeCancelledFromOutside() throws Exception {
    CompletableFuture<@Nullable SqlFailure> running =
        CompletableFuture.supplyAsync(() -> failure(() -> session.execute(slowStatement())));
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              session.cancel();
              return running.isDone();
            });
    assertThat(running.get(1, TimeUnit.SECONDS)).isNotNull();
    assertThat(running.get().kind()).isEqualTo(SqlFailure.Kind.CANCELLED);
    // The last request may come when the statement has ended, and would stop the next one here.
    try (Session other = place.connect()) {
      assertThat(other.query("SELECT count(*) AS n FROM people").getFirst().number("n")).isZero();
    }
  }

  @Test
  void aStatementThatRunsTooLongIsStopped() {
    try (Session hasty = place.connect(HASTY)) {
      long begin = System.nanoTime();
      SqlFailure stopped = failure(() -> hasty.execute(slowStatement()));
      assertThat(stopped.kind()).isEqualTo(SqlFailure.Kind.STATEMENT_TIMEOUT);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
    }
  }

  @Test
  void aLockOfAnotherSessionIsGivenUpSoonAndItsHolderNamed() {
    session.lock(Duration.ofSeconds(1));
    session.begin();
    session.execute("INSERT INTO people VALUES (1, 'a@example.org')");
    try (Session hasty = place.connect(HASTY)) {
      long begin = System.nanoTime();
      SqlFailure refused =
          failure(() -> hasty.execute("ALTER TABLE people ADD COLUMN phone " + textType()));
      assertThat(refused.kind()).isEqualTo(SqlFailure.Kind.LOCKED);
      assertThat(refused).hasMessageContaining(session.connectionId());
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }
    session.rollback();
  }

  @Test
  void aSyntaxErrorSaysWhere() {
    SqlFailure failure = failure(() -> session.execute("/* é𐍈 */ SELECT 1 FRUM people"));
    assertThat(failure.kind()).isEqualTo(SqlFailure.Kind.SYNTAX);
    assertThat(failure.sqlState()).isPresent();
    assertThat(failure.offset()).isIn(knownOffsets());
  }

  /**
   * Where the engine sees the error of {@code SELECT 1 FRUM people} after a comment of nine code
   * points and a blank.
   */
  protected List<Integer> knownOffsets() {
    return List.of(19, 24);
  }

  @Test
  void aMissingTableIsAnObject() {
    assertThat(failure(() -> session.execute("DROP TABLE nowhere")).kind())
        .isEqualTo(SqlFailure.Kind.OBJECT);
    assertThat(failure(() -> session.query("SELECT x FROM people")).kind())
        .isEqualTo(SqlFailure.Kind.OBJECT);
  }

  @Test
  void aConstraintIsNamedWithoutTheValuesOfRows() {
    session.execute("INSERT INTO people VALUES (1, 'secret.person@example.org')");
    SqlFailure failure =
        failure(
            () -> session.execute("INSERT INTO people VALUES (2, 'secret.person@example.org')"));
    assertThat(failure.kind()).isEqualTo(SqlFailure.Kind.CONSTRAINT);
    assertThat(failure).hasMessageContaining("email").message().doesNotContain("secret.person");
  }

  @Test
  void aReadingSessionMayNotWrite() {
    try (Session reading = place.connect(SessionOptions.DEFAULT.reading())) {
      assertThat(reading.query("SELECT id FROM people")).isEmpty();
      assertThatThrownBy(() -> reading.execute("INSERT INTO people VALUES (1, 'a@example.org')"))
          .isInstanceOf(SqlFailure.class);
      assertThatThrownBy(() -> reading.execute("CREATE TABLE pets (id int)"))
          .isInstanceOf(SqlFailure.class);
    }
    assertThat(count("people")).isZero();
  }

  @Test
  void aClosedSessionCanBeClosedAgainAndDoesNothingElse() {
    session.close();
    session.close();
    assertThat(failure(() -> session.query("SELECT 1 AS one")).kind())
        .isEqualTo(SqlFailure.Kind.CONNECTION_LOST);
  }

  @Test
  void aScratchDatabaseIsEmptyAndGoesAway() {
    var scratch =
        place.driver().createScratch(place.target(), place.credentials(), SessionOptions.DEFAULT);
    assertThat(scratch.database()).contains("dihya_scratch_");
    try (Session inScratch =
        place.driver().connect(scratch, place.credentials(), SessionOptions.DEFAULT)) {
      assertThat(inScratch.engine()).isEqualTo(session.engine());
      assertThat(place.driver().schemaReader().shape(inScratch, scratch).objects()).isEmpty();
      inScratch.execute("CREATE TABLE people (id int)");
    }
    place.driver().dropScratch(scratch, place.credentials(), SessionOptions.DEFAULT);
    assertThatThrownBy(
            () ->
                place
                    .driver()
                    .dropScratch(place.target(), place.credentials(), SessionOptions.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(count("people")).isZero();
  }

  @Test
  void aThousandRowsComeBackInOrder() {
    session.begin();
    for (long i = 0; i < 1000; i++) {
      session.update("INSERT INTO people (id, email) VALUES (?, ?)", i, "p" + i + "@example.org");
    }
    session.commit();
    List<Row> rows = session.query("SELECT id FROM people ORDER BY id");
    assertThat(rows).hasSize(1000);
    assertThat(rows.get(999).number("id")).isEqualTo(999);
  }

  @Test
  void theDatabasesClockIsNearOurs() {
    Instant now = place.history(session).now();
    assertThat(Duration.between(now, Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
  }

  protected long count(String table) {
    return session.query("SELECT count(*) AS n FROM " + table).getFirst().number("n");
  }

  protected static SqlFailure failure(ThrowingCallable call) {
    SqlFailure failure = catchThrowableOfType(SqlFailure.class, call);
    assertThat(failure).as("a failure was expected").isNotNull();
    return failure;
  }
}
