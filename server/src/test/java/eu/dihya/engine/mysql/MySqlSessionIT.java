package eu.dihya.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.base.ErrorCode;
import eu.dihya.engine.HistoryRow;
import eu.dihya.engine.Place;
import eu.dihya.engine.Session;
import eu.dihya.engine.SessionOptions;
import eu.dihya.engine.SqlFailure;
import eu.dihya.engine.SqlFailure.Kind;
import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.Target;
import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only this family does. */
class MySqlSessionIT {
  private Place place;
  private Session session;
  private Session other;

  /** The server to run on. */
  protected TestServer server() {
    return TestServers.mariadb();
  }

  @BeforeEach
  void open() {
    place = MySqlPlaces.fresh(server());
    session = place.connect();
    other = place.connect();
    session.execute("CREATE TABLE people (id INT PRIMARY KEY, name VARCHAR(50), born DATE)");
  }

  @AfterEach
  void close() {
    session.close();
    other.close();
  }

  @Test
  void everySessionIsSetUpTheSame() {
    try (Session hasty =
        place.connect(
            SessionOptions.DEFAULT
                .withLock(Duration.ofMillis(1500))
                .withStatement(Duration.ofSeconds(5)))) {
      var row =
          hasty
              .query(
                  "SELECT @@time_zone AS zone, @@lock_wait_timeout AS wait,"
                      + " @@innodb_lock_wait_timeout AS row_wait, @@character_set_client AS"
                      + " charset, @@autocommit AS auto")
              .getFirst();
      assertThat(row.text("zone")).isEqualTo("+00:00");
      assertThat(row.number("wait")).isEqualTo(2);
      assertThat(row.number("row_wait")).isEqualTo(2);
      assertThat(row.text("charset")).isEqualTo("utf8mb4");
      assertThat(row.flag("auto")).isTrue();
    }
  }

  @Test
  void everyScriptIsKeptAsItWasWritten() {
    session.begin();
    session.execute(
        "INSERT INTO people (id, name) VALUES (1, 'ⵜⴰⵏⵉⵔⵜ'), (2, 'أمينة'), (3, 'Zoé 🌿')");
    session.commit();
    assertThat(
            session.query("SELECT name FROM people ORDER BY id").stream()
                .map(row -> row.text("name")))
        .containsExactly("ⵜⴰⵏⵉⵔⵜ", "أمينة", "Zoé 🌿");
  }

  @Test
  void aSchemaChangeCommitsByItselfAndTheHistoryStaysInOrder() {
    var history = place.history(session);
    history.prepare();
    session.begin();
    history.append(row("1"), Optional.of(history.now()));
    session.execute("CREATE TABLE pets (id INT)");
    assertThat(session.inTransaction()).isFalse();
    session.rollback();
    session.begin();
    history.append(row("2"), Optional.of(history.now()));
    session.commit();
    assertThat(place.history(other).rows())
        .extracting(HistoryRow::version)
        .containsExactly("1", "2");
  }

  @Test
  void aTemporaryTableDoesNotEndTheTransaction() {
    session.begin();
    session.execute("INSERT INTO people (id) VALUES (1)");
    session.execute("CREATE TEMPORARY TABLE scratch_pad (id INT)");
    assertThat(session.inTransaction()).isTrue();
    session.rollback();
    assertThat(session.query("SELECT id FROM people")).isEmpty();
  }

  @Test
  void theSessionLockIsFreeWhenItsConnectionIsKilled() {
    session.lock(Duration.ZERO);
    SqlFailure refused = failure(() -> other.lock(Duration.ofMillis(50)));
    assertThat(refused)
        .hasMessageContaining("connection " + session.connectionId() + " of ")
        .hasMessageContaining("idle");
    other.execute("KILL " + session.connectionId());
    other.lock(Duration.ofSeconds(5));
    assertThat(failure(() -> session.query("SELECT 1 AS one")).kind())
        .isEqualTo(Kind.CONNECTION_LOST);
  }

  @Test
  void aHolderThatStillRunsAStatementIsShownWithIt() {
    session.lock(Duration.ZERO);
    CompletableFuture<SqlFailure> running = inBackground("DO SLEEP(30)");
    awaitRunning(session);
    SqlFailure refused = failure(() -> other.lock(Duration.ofMillis(50)));
    assertThat(refused)
        .hasMessageContaining("connection " + session.connectionId())
        .hasMessageContaining("running a statement for ")
        .hasMessageContaining("to end it: KILL " + session.connectionId());
    other.execute("KILL " + session.connectionId());
    assertThat(running.join().kind()).isEqualTo(Kind.CONNECTION_LOST);
  }

  @Test
  void aBlockedAlterGivesUpAndNamesTheBlocker() {
    session.begin();
    session.query("SELECT id FROM people");
    try (Session altering = place.connect(SessionOptions.DEFAULT.withLock(Duration.ofSeconds(1)))) {
      long begun = System.nanoTime();
      SqlFailure refused =
          failure(() -> altering.execute("ALTER TABLE people ADD COLUMN phone INT"));
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
      assertThat(refused.kind()).isEqualTo(Kind.LOCKED);
      assertThat(refused)
          .hasMessageContaining("connection " + session.connectionId() + " of ")
          .hasMessageContaining("idle for");
    }
  }

  @Test
  void aBlockedRowNamesTheBlocker() {
    session.execute("INSERT INTO people (id) VALUES (1)");
    session.begin();
    session.execute("UPDATE people SET name = 'x'");
    try (Session writing = place.connect(SessionOptions.DEFAULT.withLock(Duration.ofSeconds(1)))) {
      SqlFailure refused = failure(() -> writing.execute("UPDATE people SET name = 'y'"));
      assertThat(refused.kind()).isEqualTo(Kind.LOCKED);
      assertThat(refused).hasMessageContaining("connection " + session.connectionId() + " of ");
    }
  }

  @Test
  void aSleepCanBeCancelled() {
    CompletableFuture<SqlFailure> running =
        inBackground("SELECT SLEEP(30) FROM information_schema.tables");
    awaitRunning(session);
    session.cancel();
    assertThat(running.join().kind()).isEqualTo(Kind.CANCELLED);
    assertThat(session.query("SELECT 1 AS one").getFirst().number("one")).isEqualTo(1);
  }

  @Test
  void cancellingNothingHurtsNothing() {
    session.cancel();
    assertThat(session.query("SELECT 1 AS one")).hasSize(1);
  }

  @Test
  void aConnectionThatIsKilledDuringAStatementIsLost() {
    session.begin();
    CompletableFuture<SqlFailure> running = inBackground("SELECT SLEEP(30)");
    awaitRunning(session);
    other.execute("KILL " + session.connectionId());
    assertThat(running.join().kind()).isEqualTo(Kind.CONNECTION_LOST);
    assertThat(session.inTransaction()).isFalse();
    assertThat(failure(session::commit).kind()).isEqualTo(Kind.CONNECTION_LOST);
    session.rollback();
  }

  @Test
  void aServerThatIsSilentForTooLongIsALostConnection() {
    var options =
        new SessionOptions(
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            false);
    try (Session impatient = place.connect(options)) {
      SqlFailure lost = failure(() -> impatient.execute("SELECT SLEEP(20)"));
      assertThat(lost.kind()).isEqualTo(Kind.CONNECTION_LOST);
      other.execute("KILL " + impatient.connectionId());
    }
  }

  @Test
  void refusesToConnectInWords() {
    // Of an account that is not there, MySQL asks for any plugin, also such as the client lacks.
    SqlFailure password =
        failure(() -> as(place.credentials().orElseThrow().user(), "wrong-secret").connect());
    assertThat(password.kind()).isEqualTo(Kind.WRONG_PASSWORD);
    assertThat(password).message().doesNotContain("wrong-secret");
    SqlFailure database = failure(() -> MySqlPlaces.renamed(place, "nowhere_at_all").connect());
    assertThat(database.kind()).isIn(Kind.NO_SUCH_DATABASE, Kind.PRIVILEGE);
    Target closed =
        new Target(
            place.target().engine(),
            "127.0.0.1",
            1,
            "x",
            Optional.empty(),
            Optional.empty(),
            false);
    SqlFailure port =
        failure(() -> new Place(place.driver(), closed, place.credentials()).connect());
    assertThat(port.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThatThrownBy(() -> new Place(place.driver(), place.target(), Optional.empty()).connect())
        .isInstanceOf(DihyaException.class)
        .hasMessageContaining("no credentials");
  }

  @Test
  void refusesTheOtherFamily() {
    Engine wrong = session.engine() == Engine.MARIADB ? Engine.MYSQL : Engine.MARIADB;
    Place declared = MySqlPlaces.at(server().database(place.target().database()), wrong);
    assertThatThrownBy(declared::connect)
        .isInstanceOfSatisfying(
            DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION))
        .hasMessageContaining("is declared as " + wrong.code());
  }

  @Test
  void whatTheAccountMayNotDoIsAPrivilege() {
    Place modest = MySqlAccounts.with(server(), place, "SELECT");
    try (Session reading = modest.connect()) {
      assertThat(failure(() -> reading.execute("DROP TABLE people")).kind())
          .isEqualTo(Kind.PRIVILEGE);
      assertThat(
              failure(
                      () ->
                          modest
                              .driver()
                              .createScratch(
                                  modest.target(), modest.credentials(), SessionOptions.DEFAULT))
                  .kind())
          .isEqualTo(Kind.PRIVILEGE);
    }
  }

  @Test
  void noValueOfARowIsInAMessage() {
    session.execute("CREATE UNIQUE INDEX one_name ON people (name)");
    session.execute("INSERT INTO people (id, name) VALUES (1, 'Amina''s secret')");
    for (String sql :
        List.of(
            "INSERT INTO people (id, name) VALUES (2, 'Amina''s secret')",
            "INSERT INTO people (id, born) VALUES (3, 'Amina''s secret')",
            "INSERT INTO people (id) VALUES ('Amina''s secret')",
            "UPDATE people SET born = 1 + name",
            "SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no \\'Amina\\' here'",
            "SELECT 1 FRUM people 'Amina' x")) {
      SqlFailure failure = failure(() -> session.execute(sql));
      assertThat(failure).message().as(sql).doesNotContain("Amina").contains("[");
    }
  }

  @Test
  void aProcedureMayReturnSeveralAnswers() {
    session.execute("CREATE PROCEDURE two() BEGIN SELECT 1; SELECT 2; END");
    session.execute("CALL two()");
    assertThat(session.query("SELECT 3 AS three").getFirst().number("three")).isEqualTo(3);
  }

  @Test
  void noFileOfOurMachineIsSent() {
    for (String sql :
        List.of(
            "LOAD DATA LOCAL INFILE '/etc/hostname' INTO TABLE people",
            "load /* x */ data low_priority local infile '/etc/hostname' into table people")) {
      assertThat(failure(() -> session.execute(sql))).hasMessageContaining("it is not run");
    }
    assertThat(session.query("SELECT id FROM people")).isEmpty();
  }

  @Test
  void aRenameOfSeveralTablesHappensWholeOrNotAtAll() {
    session.execute("CREATE TABLE pets (id INT)");
    assertThat(failure(() -> session.execute("RENAME TABLE people TO folk, nowhere TO x")).kind())
        .isEqualTo(Kind.OBJECT);
    assertThat(session.query("SELECT id FROM people")).isEmpty();
    session.execute("RENAME TABLE people TO t, pets TO people, t TO pets");
    assertThat(session.query("SELECT name FROM pets")).isEmpty();
  }

  @Test
  void theStatementsThatADropIsTakenApartIntoDoTheSame() {
    session.execute("CREATE TABLE `a,b` (id INT)");
    for (String part :
        MySqlAtomicity.parts("DROP TABLE IF EXISTS people, `a,b`, nowhere", session.engine())) {
      session.execute(part);
    }
    assertThat(place.driver().schemaReader().shape(session, place.target()).objects()).isEmpty();
    for (String part :
        MySqlAtomicity.parts("CREATE OR REPLACE TABLE people (id INT)", Engine.MARIADB)) {
      session.execute(part);
    }
    assertThat(session.query("SELECT id FROM people")).isEmpty();
  }

  @Test
  void returnsRowLeavesNoLimitBehind() {
    session.execute("INSERT INTO people (id) VALUES (1), (2), (3)");
    assertThat(session.returnsRow("SELECT id FROM people LIMIT 3")).isTrue();
    assertThat(failure(() -> session.returnsRow("SELECT x FROM people")).kind())
        .isEqualTo(Kind.OBJECT);
    assertThat(session.query("SELECT id FROM people")).hasSize(3);
  }

  private Place as(String user, String password) {
    return MySqlPlaces.as(place, new Credentials(user, password));
  }

  private CompletableFuture<SqlFailure> inBackground(String sql) {
    return CompletableFuture.supplyAsync(
        () -> catchThrowableOfType(SqlFailure.class, () -> session.execute(sql)),
        Thread::startVirtualThread);
  }

  private void awaitRunning(Session running) {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                other.returnsRow(
                    "SELECT id FROM information_schema.processlist WHERE command = 'Query' AND info"
                        + " LIKE '%SLEEP(%' AND id = "
                        + running.connectionId()));
  }

  private static SqlFailure failure(ThrowingCallable call) {
    SqlFailure failure = catchThrowableOfType(SqlFailure.class, call);
    assertThat(failure).as("a failure was expected").isNotNull();
    return failure;
  }

  private static HistoryRow row(String version) {
    return new HistoryRow(
        0,
        "common",
        version,
        "d",
        HistoryRow.Kind.UP,
        "r",
        "t",
        "p",
        "rel",
        "ro",
        null,
        1,
        "a",
        "0",
        null,
        null,
        null);
  }
}
