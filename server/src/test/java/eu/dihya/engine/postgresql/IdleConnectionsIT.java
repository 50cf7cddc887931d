package eu.dihya.engine.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.engine.Place;
import eu.dihya.engine.Row;
import eu.dihya.engine.Session;
import eu.dihya.engine.SessionOptions;
import eu.dihya.tenants.Target;
import eu.dihya.testing.ServerSql;
import eu.dihya.testing.TestServers;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdleConnectionsIT {
  private Place first;
  private Place second;

  @BeforeEach
  void twoSchemasOfOneDatabase() {
    Place whole = PostgresPlaces.fresh(TestServers.postgresql());
    PostgresPlaces.sql(whole).execute("CREATE SCHEMA one", "CREATE SCHEMA two");
    first = schema(whole, "one");
    second = schema(whole, "two");
  }

  @Test
  void aConnectionServesTheNextSchema() {
    String served = leave(first);
    try (Session session = second.connect()) {
      assertThat(session.connectionId()).isEqualTo(served);
      assertThat(text(session, "SELECT current_schema() AS v")).isEqualTo("two");
    }
  }

  @Test
  void nothingOfTheFirstIsLeftToTheSecond() {
    String served;
    try (Session session = first.connect(SessionOptions.DEFAULT.ownedBy("here"))) {
      served = session.connectionId();
      assertThat(session.tryLock()).isEmpty();
      session.update("CREATE TEMPORARY TABLE leftover (a int)");
      session.update("PREPARE leftover AS SELECT 1");
      session.update("SET work_mem = '3MB'");
      session.update("SET default_transaction_read_only = on");
      session.update("SET ROLE NONE");
      session.finished();
    }
    try (Session session = second.connect()) {
      assertThat(session.connectionId()).isEqualTo(served);
      assertThat(text(session, "SELECT to_regclass('pg_temp.leftover')::text AS v")).isNull();
      assertThat(text(session, "SELECT count(*)::text AS v FROM pg_prepared_statements"))
          .isEqualTo("0");
      assertThat(text(session, "SELECT current_setting('work_mem') AS v")).isNotEqualTo("3MB");
      assertThat(
              text(
                  session,
                  "SELECT count(*)::text AS v FROM pg_locks WHERE locktype = 'advisory' AND pid ="
                      + " pg_backend_pid()"))
          .isEqualTo("0");
      session.execute("CREATE TABLE made_here (a int)");
    }
    try (Session session = first.connect()) {
      assertThat(session.tryLock()).isEmpty();
    }
  }

  @Test
  void whoDoesNotSayThatAllIsWellLeavesNothing() {
    String served;
    try (Session session = first.connect()) {
      served = session.connectionId();
    }
    try (Session session = second.connect()) {
      assertThat(session.connectionId()).isNotEqualTo(served);
    }
  }

  /** Functions remember types of the schema in which they first ran, whatever is discarded. */
  @Test
  void whoRanAScriptLeavesNothing() {
    for (Consumer<Session> script :
        List.<Consumer<Session>>of(
            session -> session.execute("SELECT 1"),
            session -> session.returnsRow("SELECT 1"),
            session -> {
              session.begin();
              session.send("SELECT 1").await();
              session.commit();
            })) {
      String served;
      try (Session session = first.connect()) {
        served = session.connectionId();
        script.accept(session);
        session.finished();
      }
      try (Session session = second.connect()) {
        assertThat(session.connectionId()).isNotEqualTo(served);
      }
    }
  }

  @Test
  void closingTwiceDoesNotReachTheNext() {
    Session closed = first.connect();
    String served = closed.connectionId();
    closed.finished();
    closed.close();
    try (Session session = second.connect()) {
      assertThat(session.connectionId()).isEqualTo(served);
      assertThat(session.tryLock()).isEmpty();
      closed.close();
      try (Session third = second.connect()) {
        assertThat(third.connectionId()).isNotEqualTo(served);
        assertThat(third.tryLock()).isPresent();
      }
    }
  }

  @Test
  void whatWaitsMakesRoomForAnotherDatabase() {
    Place elsewhere = schema(PostgresPlaces.fresh(TestServers.postgresql()), "public");
    String served = leave(first);
    try (Session session = elsewhere.connect()) {
      assertThat(session.connectionId()).isNotEqualTo(served);
    }
    try (Session session = second.connect()) {
      assertThat(session.connectionId()).isNotEqualTo(served);
    }
  }

  @Test
  void anOpenTransactionIsNotLeftToAnybody() {
    String served;
    try (Session session = first.connect()) {
      served = session.connectionId();
      session.begin();
      session.update("CREATE TABLE half (a int)");
      session.finished();
    }
    try (Session session = second.connect()) {
      assertThat(session.connectionId()).isNotEqualTo(served);
      assertThat(text(session, "SELECT to_regclass('one.half')::text AS v")).isNull();
    }
  }

  @Test
  void aRequestToStopDoesNotReachTheNext() {
    Session asked = first.connect();
    String served = asked.connectionId();
    asked.cancel();
    asked.finished();
    asked.close();
    try (Session session = second.connect()) {
      assertThat(session.connectionId()).isNotEqualTo(served);
    }
    Session late = first.connect();
    served = late.connectionId();
    late.finished();
    late.close();
    try (Session session = second.connect()) {
      assertThat(session.connectionId()).isEqualTo(served);
      late.cancel();
      assertThat(text(session, "SELECT pg_sleep(0.2)::text AS v")).isEmpty();
    }
  }

  @Test
  void oneThatTheServerHasEndedIsReplaced() {
    String served = leave(first);
    new ServerSql(TestServers.postgresql())
        .execute("SELECT pg_terminate_backend(" + served + ", 5000)");
    try (Session session = second.connect()) {
      assertThat(session.connectionId()).isNotEqualTo(served);
      assertThat(text(session, "SELECT 'here' AS v")).isEqualTo("here");
    }
  }

  @Test
  void anotherDatabaseOrAnotherLoginGetsAnotherConnection() {
    String served = leave(first);
    Place elsewhere = schema(PostgresPlaces.fresh(TestServers.postgresql()), "public");
    try (Session session = elsewhere.connect()) {
      assertThat(session.connectionId()).isNotEqualTo(served);
    }
    var admin = TestServers.postgresql().admin();
    Place asAdmin =
        new Place(
            PostgresPlaces.DRIVER,
            second.target(),
            Optional.of(new eu.dihya.tenants.Credentials(admin.user(), admin.password())));
    try (Session session = asAdmin.connect()) {
      assertThat(session.connectionId()).isNotEqualTo(served);
    }
  }

  /** A database of its own must not be kept from being dropped. */
  @Test
  void whoSharesNothingKeepsNothing() {
    Place alone = PostgresPlaces.fresh(TestServers.postgresql());
    String served = leave(alone);
    try (Session session = alone.connect()) {
      assertThat(session.connectionId()).isNotEqualTo(served);
    }
  }

  @Test
  void whatNobodyTakesIsEnded() {
    String served = leave(first);
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(
                        PostgresPlaces.sql(first)
                            .rows("SELECT 1 FROM pg_stat_activity WHERE pid = " + served))
                    .isEmpty());
  }

  private static String leave(Place place) {
    try (Session session = place.connect()) {
      session.finished();
      return session.connectionId();
    }
  }

  private static String text(Session session, String sql) {
    List<Row> rows = session.query(sql);
    return rows.getFirst().textOrNull("v");
  }

  private static Place schema(Place whole, String schema) {
    Target target = whole.target();
    return new Place(
        whole.driver(),
        new Target(
            target.engine(),
            target.host(),
            target.port(),
            target.database(),
            Optional.of(schema),
            target.credentials(),
            false),
        whole.credentials());
  }
}
