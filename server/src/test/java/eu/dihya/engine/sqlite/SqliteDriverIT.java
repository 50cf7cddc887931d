package eu.dihya.engine.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import eu.dihya.engine.Place;
import eu.dihya.engine.Session;
import eu.dihya.engine.SessionOptions;
import eu.dihya.engine.SqlFailure;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.sqlite.JDBC;

/** Files, threads and copies. */
class SqliteDriverIT {
  private static final String LONG =
      "SELECT max(i) AS m FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
          + " WHERE i < 2000000000) SELECT i FROM n)";

  @TempDir Path directory;
  private final SqliteDriver driver = new SqliteDriver(8);

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void nothingIsRunAfterAFailureThatRolledBackByItself() {
    Place place = SqlitePlaces.at(driver, directory.resolve("tenant.db"));
    try (Session session = place.connect()) {
      session.begin();
      session.execute("CREATE TABLE a (n INTEGER UNIQUE)");
      session.execute("INSERT INTO a VALUES (1)");
      assertThatThrownBy(() -> session.execute("INSERT OR ROLLBACK INTO a VALUES (1)"))
          .hasMessageContaining("UNIQUE");
      for (String late : List.of("CREATE TABLE late (n)", "CREATE TABLE later (n)")) {
        assertThatThrownBy(() -> session.execute(late))
            .hasMessageContaining("an earlier statement of this transaction failed");
      }
      assertThatThrownBy(() -> session.update("CREATE TABLE ours (n)"))
          .isInstanceOf(SqlFailure.class);
      assertThatThrownBy(session::commit).isInstanceOf(SqlFailure.class);
      session.rollback();
      assertThat(session.query("SELECT name FROM sqlite_master")).isEmpty();
      session.begin();
      session.execute("CREATE TABLE a (n)");
      session.commit();
    }
  }

  @Test
  void aMissingFileIsCreatedForWritingAndStaysMissingForReading() {
    Path file = directory.resolve("new/tenant.db");
    Place place = SqlitePlaces.at(driver, file);
    try (Session session = place.connect(SessionOptions.DEFAULT.reading())) {
      assertThat(driver.schemaReader().shape(session, place.target()).objects()).isEmpty();
      assertThatThrownBy(() -> session.execute("CREATE TABLE t (a)"))
          .isInstanceOf(SqlFailure.class);
      assertThatThrownBy(() -> session.lock(Duration.ZERO))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(file.getParent()).doesNotExist();
    try (Session session = place.connect()) {
      session.execute("CREATE TABLE t (a)");
    }
    assertThat(file).exists();
  }

  @Test
  void whatCannotBeOpenedIsNoDatabase() throws Exception {
    Path notADirectory = Files.writeString(directory.resolve("file"), "x");
    assertThat(failure(notADirectory.resolve("tenant.db")).kind())
        .isEqualTo(SqlFailure.Kind.NO_SUCH_DATABASE);
    assertThat(failure(directory.resolve("what?.db"))).hasMessageContaining("question mark");
    assertThat(failure(directory).kind()).isEqualTo(SqlFailure.Kind.NO_SUCH_DATABASE);
  }

  @Test
  void aFileThatIsNoDatabaseIsRefused() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("text.db"), "this is not a database, but a text ".repeat(100));
    assertThat(failure(file))
        .hasMessageContaining("not a database")
        .hasMessageContaining("text.db");
  }

  /**
   * SQLite is native code and pins its carrier: on virtual threads these statements would stop all
   * others.
   */
  @Test
  void virtualThreadsGoOnWhileLongStatementsRun() throws Exception {
    int cores = Runtime.getRuntime().availableProcessors();
    List<Session> sessions = new ArrayList<>();
    List<Future<?>> running = new ArrayList<>();
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      for (int i = 0; i < cores + 2 && i < 8; i++) {
        sessions.add(SqlitePlaces.at(driver, directory.resolve(i + ".db")).connect());
      }
      sessions.forEach(session -> running.add(threads.submit(() -> session.execute(LONG))));
      var steps = new CountDownLatch(200);
      for (int i = 0; i < 200; i++) {
        threads.execute(steps::countDown);
      }
      assertThat(steps.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(running).noneMatch(Future::isDone);
    } finally {
      while (running.stream().anyMatch(statement -> !statement.isDone())) {
        sessions.forEach(Session::cancel);
        Thread.onSpinWait();
      }
      sessions.forEach(Session::close);
      threads.close();
    }
  }

  @Test
  void moreSessionsThanThreadsWaitForALockWithoutKeepingItsHolderFromGoingOn() throws Exception {
    SqliteDriver narrow = new SqliteDriver(2);
    Place place = SqlitePlaces.at(narrow, directory.resolve("busy.db"));
    SessionOptions patient = SessionOptions.DEFAULT.withLock(Duration.ofSeconds(30));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Session first = place.connect()) {
      first.execute("CREATE TABLE t (a INTEGER)");
      first.begin();
      List<Future<?>> waiting = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        waiting.add(threads.submit(() -> insert(place, patient)));
      }
      for (int i = 0; i < 20; i++) {
        first.execute("INSERT INTO t VALUES (0)");
      }
      first.commit();
      for (Future<?> insert : waiting) {
        insert.get(30, TimeUnit.SECONDS);
      }
      assertThat(first.query("SELECT count(*) AS n FROM t").getFirst().number("n")).isEqualTo(26);
    }
    narrow.close();
  }

  @Test
  void theLockOfAnotherProcessIsNamedAndEndsWithIt() throws Exception {
    Path file = directory.resolve("tenant.db");
    Process other = lockHolder(file);
    try (BufferedReader output = other.inputReader();
        Session session = SqlitePlaces.at(driver, file).connect()) {
      assertThat(output.readLine()).startsWith("held by ");
      SqlFailure refused =
          catchThrowableOfType(SqlFailure.class, () -> session.lock(Duration.ZERO));
      assertThat(refused.kind()).isEqualTo(SqlFailure.Kind.LOCKED);
      assertThat(refused).hasMessageContaining("process " + other.pid());
      assertThat(refused).hasMessageContaining("wait, or end process " + other.pid());
      signal("STOP", other);
      await()
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> session.lock(Duration.ZERO))
                      .hasMessageContaining("which is stopped"));
      other.destroyForcibly();
      session.lock(Duration.ofSeconds(20));
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void theProcessThatKeepsADatabaseBusyIsNamed() throws Exception {
    Path file = directory.resolve("busy.db");
    SessionOptions hasty = SessionOptions.DEFAULT.withLock(Duration.ofMillis(100));
    try (Session session = SqlitePlaces.at(driver, file).connect(hasty)) {
      session.execute("CREATE TABLE t (a INTEGER)");
      Process other = lockHolder(file, "BEGIN EXCLUSIVE");
      try (BufferedReader output = other.inputReader()) {
        assertThat(output.readLine()).startsWith("held by ");
        assertThatThrownBy(session::begin)
            .hasMessageContaining("it is locked by process " + other.pid() + " (java)");
        signal("STOP", other);
        await()
            .untilAsserted(
                () ->
                    assertThatThrownBy(session::begin)
                        .hasMessageContaining("(java), which is stopped"));
      } finally {
        other.destroyForcibly();
      }
      await().ignoreExceptions().until(() -> insertedIn(session));
    }
  }

  private static boolean insertedIn(Session session) {
    session.begin();
    session.execute("INSERT INTO t VALUES (1)");
    session.commit();
    return true;
  }

  private static void signal(String name, Process process) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /**
   * To read the file would release the lock: the operating system gives it to processes, not to
   * channels.
   */
  @Test
  void aRefusalInThisProcessDoesNotOpenTheLockToOthers() throws Exception {
    Place place = SqlitePlaces.at(driver, directory.resolve("tenant.db"));
    try (Session holder = place.connect();
        Session refused = place.connect()) {
      holder.lock(Duration.ZERO);
      assertThatThrownBy(() -> refused.lock(Duration.ZERO))
          .hasMessageContaining(holder.connectionId());
      Process other = lockHolder(directory.resolve("tenant.db"));
      try (BufferedReader output = other.inputReader()) {
        assertThat(output.readLine()).contains("held by process " + ProcessHandle.current().pid());
      } finally {
        other.destroyForcibly();
      }
    }
  }

  @Test
  void aDatabaseThatIsBusyWhenItIsOpenedIsWaitedFor() {
    Place place = SqlitePlaces.at(driver, directory.resolve("busy.db"));
    SessionOptions hasty = SessionOptions.DEFAULT.withLock(Duration.ofMillis(100));
    try (Session holder = place.connect()) {
      holder.execute("CREATE TABLE t (a INTEGER)");
      holder.execute("BEGIN EXCLUSIVE");
      SqlFailure refused =
          catchThrowableOfType(
              SqlFailure.class,
              () -> {
                try (Session other = place.connect(hasty)) {
                  other.query("SELECT a FROM t");
                }
              });
      assertThat(refused.kind()).isEqualTo(SqlFailure.Kind.LOCKED);
      holder.execute("COMMIT");
    }
  }

  @Test
  void aDatabaseWithAWriteAheadLogIsReadWhileItIsWritten() {
    Place place = SqlitePlaces.at(driver, directory.resolve("wal.db"));
    try (Session writer = place.connect()) {
      writer.execute("PRAGMA journal_mode = WAL");
      writer.execute("CREATE TABLE t (a INTEGER)");
      writer.begin();
      writer.execute("INSERT INTO t VALUES (1)");
      try (Session reader = place.connect(SessionOptions.DEFAULT.reading())) {
        assertThat(reader.query("SELECT a FROM t")).isEmpty();
        writer.commit();
        assertThat(reader.query("SELECT a FROM t")).hasSize(1);
      }
    }
    try (Session reader = place.connect(SessionOptions.DEFAULT.reading())) {
      assertThat(reader.query("SELECT a FROM t")).hasSize(1);
    }
  }

  /**
   * Readers keep a commit waiting in the rollback journal's mode; it is tried until they are done.
   */
  @Test
  void aCommitThatAReaderKeepsWaitingCanBeTriedAgain() {
    Place place = SqlitePlaces.at(driver, directory.resolve("journal.db"));
    SessionOptions hasty = SessionOptions.DEFAULT.withLock(Duration.ofMillis(100));
    try (Session writer = place.connect(hasty);
        Session reader = place.connect()) {
      writer.execute("CREATE TABLE t (a INTEGER)");
      reader.execute("BEGIN");
      reader.query("SELECT a FROM t");
      writer.begin();
      writer.execute("INSERT INTO t VALUES (1)");
      assertThat(catchThrowableOfType(SqlFailure.class, writer::commit).kind())
          .isEqualTo(SqlFailure.Kind.LOCKED);
      assertThat(writer.inTransaction()).isTrue();
      reader.execute("COMMIT");
      writer.commit();
      assertThat(reader.query("SELECT a FROM t")).hasSize(1);
    }
  }

  @Test
  void aCopyIsWholeAndIndependent() {
    Place place = SqlitePlaces.at(driver, directory.resolve("tenant.db"));
    Path copy = directory.resolve("it's a copy.db");
    try (Session session = place.connect()) {
      session.execute("CREATE TABLE t (a INTEGER)");
      session.execute("INSERT INTO t VALUES (1), (2)");
      driver.copy(place.target(), copy, SessionOptions.DEFAULT);
      session.execute("INSERT INTO t VALUES (3)");
    }
    Place copied = SqlitePlaces.at(driver, copy);
    try (Session session = copied.connect()) {
      assertThat(session.query("SELECT count(*) AS n FROM t").getFirst().number("n")).isEqualTo(2);
    }
    assertThatThrownBy(() -> driver.copy(place.target(), copy, SessionOptions.DEFAULT))
        .isInstanceOf(SqlFailure.class)
        .hasMessageContaining("exists already");
    Place missing = SqlitePlaces.at(driver, directory.resolve("missing.db"));
    assertThatThrownBy(
            () -> driver.copy(missing.target(), directory.resolve("x.db"), SessionOptions.DEFAULT))
        .isInstanceOf(SqlFailure.class);
    assertThat(directory.resolve("missing.db")).doesNotExist();
  }

  private static Process lockHolder(Path file, String... statement) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classPath(LockHolder.class, SqliteDriver.class, JDBC.class, Logger.class),
            LockHolder.class.getName(),
            file.toString()));
    command.addAll(List.of(statement));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static String classPath(Class<?>... classes) {
    return Stream.of(classes)
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
        .map(location -> Path.of(URI.create(location.toString())).toString())
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static void insert(Place place, SessionOptions options) {
    try (Session session = place.connect(options)) {
      session.execute("INSERT INTO t VALUES (1)");
    }
  }

  private SqlFailure failure(Path file) {
    return catchThrowableOfType(
        SqlFailure.class,
        () -> {
          try (Session session = SqlitePlaces.at(driver, file).connect()) {
            session.query("SELECT 1 AS one");
          }
        });
  }
}
