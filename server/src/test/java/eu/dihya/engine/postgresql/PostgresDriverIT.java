package eu.dihya.engine.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import eu.dihya.base.SourcePosition;
import eu.dihya.engine.Place;
import eu.dihya.engine.Row;
import eu.dihya.engine.Session;
import eu.dihya.engine.SessionOptions;
import eu.dihya.engine.SqlFailure;
import eu.dihya.sql.SqlDialect;
import eu.dihya.sql.Statement;
import eu.dihya.sql.StatementSplitter;
import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.Target;
import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Connecting, and what only PostgreSQL does. */
class PostgresDriverIT {
  private static final String DUMP =
      """
      COPY "Odd table" (id, name, at, raw, flag) FROM stdin;
      7\tO'Hara\\tX\\\\Y\\nZ\t2026-11-20\t\\\\x00ff\tt
      8\t\\N\t\\N\t\\N\tf
      9\t\t\\N\t\\N\t\\N
      \\.
      """;

  /** The server to run on. */
  protected TestServer server() {
    return TestServers.postgresql();
  }

  @Test
  void saysWhyItCannotConnect() throws Exception {
    Place place = PostgresPlaces.fresh(server());
    Credentials wrong =
        new Credentials(place.credentials().orElseThrow().user(), "not-the-password");
    SqlFailure password =
        failure(
            () ->
                place
                    .driver()
                    .connect(place.target(), Optional.of(wrong), SessionOptions.DEFAULT)
                    .close());
    assertThat(password.kind()).isEqualTo(SqlFailure.Kind.WRONG_PASSWORD);
    assertThat(password.text()).doesNotContain("not-the-password");
    Target missing = at(place.target(), place.target().port(), "nowhere");
    assertThat(failure(() -> connect(place, missing).close()).kind())
        .isEqualTo(SqlFailure.Kind.NO_SUCH_DATABASE);
    Target nobody = at(place.target(), freePort(), place.target().database());
    SqlFailure unreachable = failure(() -> connect(place, nobody).close());
    assertThat(unreachable.kind()).isEqualTo(SqlFailure.Kind.UNREACHABLE);
    assertThat(unreachable).hasMessageContaining("127.0.0.1:" + nobody.port());
  }

  @Test
  void aServerThatNeverGreetsIsGivenUp() throws Exception {
    Place place = PostgresPlaces.fresh(server());
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Target target = at(place.target(), silent.getLocalPort(), place.target().database());
      SessionOptions hasty =
          new SessionOptions(
              Duration.ofSeconds(1),
              Duration.ofSeconds(1),
              Duration.ofMillis(300),
              Duration.ofSeconds(2),
              false);
      SqlFailure failure =
          failure(() -> place.driver().connect(target, place.credentials(), hasty).close());
      assertThat(failure.kind()).isEqualTo(SqlFailure.Kind.UNREACHABLE);
    }
  }

  @Test
  void anUndeclaredPoolerIsRefusedAndADeclaredOneIsNot() throws Exception {
    Place place = PostgresPlaces.fresh(server());
    try (PostgresProxy pooler =
        new PostgresProxy(place.target(), PostgresProxy.Fault.OTHER_PROCESS)) {
      SqlFailure refused = failure(() -> connect(place, pooler.target(false)).close());
      assertThat(refused.kind()).isEqualTo(SqlFailure.Kind.POOLER);
      assertThat(refused).hasMessageContaining("pooler: session");
      try (Session session = connect(place, pooler.target(true))) {
        assertThat(session.query("SELECT 1 AS one")).hasSize(1);
      }
    }
  }

  @Test
  void aCommitWithoutAnAnswerIsUnknownAndMayHaveHappened() throws Exception {
    Place place = PostgresPlaces.fresh(server());
    PostgresPlaces.sql(place).execute("CREATE TABLE t (a int)");
    try (PostgresProxy proxy =
            new PostgresProxy(place.target(), PostgresProxy.Fault.LOST_ACKNOWLEDGEMENT);
        Session session = connect(place, proxy.target(false))) {
      session.begin();
      session.execute("INSERT INTO t VALUES (1)");
      assertThat(failure(session::commit).kind()).isEqualTo(SqlFailure.Kind.CONNECTION_LOST);
    }
    assertThat(PostgresPlaces.sql(place).rows("SELECT a FROM t")).hasSize(1);
  }

  @Test
  void aTransactionThatFailedCannotBeCommittedInSilence() {
    Place place = PostgresPlaces.fresh(server());
    try (Session session = place.connect()) {
      session.execute("CREATE TABLE t (a int)");
      session.begin();
      session.execute("INSERT INTO t VALUES (1)");
      assertThatThrownBy(() -> session.execute("SELECT nothing")).isInstanceOf(SqlFailure.class);
      assertThatThrownBy(session::commit).isInstanceOf(SqlFailure.class);
      session.rollback();
      assertThat(session.query("SELECT a FROM t")).isEmpty();
    }
  }

  @Test
  void aConstraintThatIsCheckedAtTheCommitFailsTheCommit() {
    Place place = PostgresPlaces.fresh(server());
    try (Session session = place.connect()) {
      session.execute("CREATE TABLE t (a int UNIQUE DEFERRABLE INITIALLY DEFERRED)");
      session.begin();
      session.execute("INSERT INTO t VALUES (1), (1)");
      assertThat(failure(session::commit).kind()).isEqualTo(SqlFailure.Kind.CONSTRAINT);
      session.rollback();
      assertThat(session.query("SELECT a FROM t")).isEmpty();
    }
  }

  @Test
  void aBackendThatIsEndedIsALostConnection() {
    Place place = PostgresPlaces.fresh(server());
    try (Session session = place.connect()) {
      PostgresPlaces.sql(place)
          .execute("SELECT pg_terminate_backend(" + session.connectionId() + ")");
      assertThat(failure(() -> session.query("SELECT 1 AS one")).kind())
          .isEqualTo(SqlFailure.Kind.CONNECTION_LOST);
    }
  }

  @Test
  void valuesThatCannotBeReadAreNotRepeated() {
    Place place = PostgresPlaces.fresh(server());
    try (Session session = place.connect()) {
      SqlFailure failure = failure(() -> session.execute("SELECT 'secret \"person\"'::int"));
      assertThat(failure.text()).contains("invalid input syntax").doesNotContain("person");
    }
  }

  @Test
  void aTableMissingInATenantsSchemaIsNotFoundInAnother() {
    Place place = PostgresPlaces.fresh(server());
    PostgresPlaces.sql(place).execute("CREATE TABLE people (id int)", "CREATE SCHEMA tenant_1");
    Place tenant = in(place, "tenant_1");
    try (Session session = tenant.connect()) {
      assertThat(failure(() -> session.execute("ALTER TABLE people ADD COLUMN x int")).kind())
          .isEqualTo(SqlFailure.Kind.OBJECT);
      session.execute("SET search_path = public");
      session.begin();
      assertThat(failure(() -> session.execute("ALTER TABLE people ADD COLUMN x int")).kind())
          .isEqualTo(SqlFailure.Kind.OBJECT);
      session.rollback();
    }
  }

  @Test
  void twoSchemasOfOneDatabaseHaveTwoLocks() {
    Place place = PostgresPlaces.fresh(server());
    try (Session first = in(place, "tenant_1").connect();
        Session second = in(place, "tenant_2").connect();
        Session third = in(place, "tenant_2").connect()) {
      first.lock(Duration.ZERO);
      second.lock(Duration.ZERO);
      assertThat(failure(() -> third.lock(Duration.ZERO)))
          .hasMessageContaining("process " + second.connectionId());
      assertThat(
              PostgresPlaces.sql(place)
                  .rows("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'tenant%'"))
          .isEmpty();
    }
  }

  @Test
  void worksOnAVirtualThread() throws Exception {
    Place place = PostgresPlaces.fresh(server());
    var answer = new CompletableFuture<Long>();
    Thread.ofVirtual()
        .start(
            () -> {
              try (Session session = place.connect()) {
                answer.complete(session.query("SELECT ?::bigint AS n", 7L).getFirst().number("n"));
              } catch (RuntimeException e) {
                answer.completeExceptionally(e);
              }
            });
    assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(7);
  }

  @Test
  void rowsOfACopyAreInsertedInTheSameTransaction() {
    Place place = PostgresPlaces.fresh(server());
    try (Session session = place.connect()) {
      session.execute(
          "CREATE TABLE \"Odd table\" (id int GENERATED ALWAYS AS IDENTITY, name text, at date, raw"
              + " bytea, flag boolean)");
      session.begin();
      long rows = session.execute(onlyStatement(DUMP).text());
      assertThat(rows).isEqualTo(3);
      List<Row> found =
          session.query(
              "SELECT id, name, at::text AS day, encode(raw, 'hex') AS hex, flag FROM \"Odd table\""
                  + " ORDER BY id");
      assertThat(found.get(0).text("name")).isEqualTo("O'Hara\tX\\Y\nZ");
      assertThat(found.get(0).text("day")).isEqualTo("2026-11-20");
      assertThat(found.get(0).text("hex")).isEqualTo("00ff");
      assertThat(found.get(0).flag("flag")).isTrue();
      assertThat(found.get(1).textOrNull("name")).isNull();
      assertThat(found.get(2).text("name")).isEmpty();
      session.rollback();
      assertThat(session.query("SELECT id FROM \"Odd table\"")).isEmpty();
    }
  }

  @Test
  void otherFormsOfCopyAreRefusedBeforeTheClientMeetsThem() {
    Place place = PostgresPlaces.fresh(server());
    try (Session session = place.connect()) {
      session.execute("CREATE TABLE t (a int)");
      for (String copy :
          List.of(
              "COPY t TO STDOUT",
              "COPY t FROM STDIN",
              "COPY t FROM STDIN WITH (FORMAT csv);\n1\n",
              "COPY t FROM '/x'")) {
        assertThat(failure(() -> session.execute(copy))).as(copy).hasMessageContaining("COPY");
      }
      assertThat(session.query("SELECT a FROM t")).isEmpty();
    }
  }

  private static Statement onlyStatement(String script) {
    try (StatementSplitter splitter =
        StatementSplitter.of(
            new StringReader(script), SqlDialect.POSTGRESQL, SourcePosition.of("dump.sql"))) {
      Statement statement = splitter.next();
      assertThat(splitter.hasNext()).isFalse();
      return statement;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static Place in(Place place, String schema) {
    Target t = place.target();
    return new Place(
        place.driver(),
        new Target(
            t.engine(),
            t.host(),
            t.port(),
            t.database(),
            Optional.of(schema),
            t.credentials(),
            false),
        place.credentials());
  }

  private static Session connect(Place place, Target target) {
    return place.driver().connect(target, place.credentials(), SessionOptions.DEFAULT);
  }

  private static Target at(Target t, int port, String database) {
    return new Target(
        t.engine(), "127.0.0.1", port, database, t.schema(), t.credentials(), t.sessionPooler());
  }

  private static SqlFailure failure(ThrowingCallable call) {
    SqlFailure failure = catchThrowableOfType(SqlFailure.class, call);
    assertThat(failure).as("a failure was expected").isNotNull();
    return failure;
  }
}
