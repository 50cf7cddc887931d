package eu.dihya.engine.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Engine;
import eu.dihya.engine.Capabilities;
import eu.dihya.engine.Place;
import eu.dihya.engine.Session;
import eu.dihya.engine.StatementProbe.Verdict;
import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What a session says of the server, and what the probe knows of it. */
class CapabilitiesOfPostgresIT {
  /** The server to run on. */
  protected TestServer server() {
    return TestServers.postgresql();
  }

  private Place asAdmin(Place place) {
    return PostgresPlaces.in(server().databaseAsAdmin(place.target().database()), Optional.empty());
  }

  @Test
  void theAccountAndItsSettingsAreRead() {
    Place place = PostgresPlaces.fresh(server());
    Place admin = asAdmin(place);
    String user = place.credentials().orElseThrow().user();
    String database = place.target().database();
    PostgresPlaces.sql(admin)
        .execute(
            "ALTER ROLE \"%s\" IN DATABASE \"%s\" SET statement_timeout = '90s'"
                .formatted(user, database));
    try (Session session = place.connect();
        Session superuser = admin.connect()) {
      Capabilities seen = session.capabilities();
      assertThat(seen.engine()).isEqualTo(Engine.POSTGRESQL);
      assertThat(seen.version()).isEqualTo(session.serverVersion());
      assertThat(seen.atLeast(12)).isTrue();
      assertThat(seen.database()).isEqualTo(database);
      assertThat(seen.statementTimeout()).isEqualTo(90_000);
      assertThat(seen.has(Capabilities.Right.SUPERUSER)).isFalse();
      assertThat(superuser.capabilities().has(Capabilities.Right.SUPERUSER)).isTrue();
      assertThat(superuser.capabilities().statementTimeout()).isZero();
    }
  }

  @Test
  void whatAccountAndSettingsMeanIsSaid() {
    Place place = PostgresPlaces.fresh(server());
    Place admin = asAdmin(place);
    try (Session session = place.connect();
        Session superuser = admin.connect()) {
      assertThat(session.notices()).isEmpty();
      assertThat(superuser.notices())
          .singleElement()
          .asString()
          .contains(admin.credentials().orElseThrow().user() + " is a superuser");
      for (String setting : settings(session)) {
        superuser.execute(
            "ALTER ROLE \"%s\" IN DATABASE \"%s\" SET %s"
                .formatted(
                    place.credentials().orElseThrow().user(), place.target().database(), setting));
      }
    }
    try (Session session = place.connect()) {
      assertThat(session.notices())
          .hasSize(settings(session).size())
          .contains(
              "statement_timeout is 90 s here; Dihya's own limit of 600 s takes its place in its"
                  + " sessions")
          .anyMatch(
              notice -> notice.startsWith("idle_in_transaction_session_timeout is 1500 ms here"))
          .allMatch(
              notice ->
                  !notice.startsWith("transaction_timeout")
                      || notice.startsWith("transaction_timeout is 300 s here and is left"));
    }
  }

  private static List<String> settings(Session session) {
    List<String> settings =
        new ArrayList<>(
            List.of("statement_timeout = '90s'", "idle_in_transaction_session_timeout = '1500ms'"));
    if (session.capabilities().atLeast(17)) {
      settings.add("transaction_timeout = '5min'");
    }
    return settings;
  }

  /** A statement of class PROBE without a probe could never be settled. */
  @ParameterizedTest
  @CsvFileSource(
      resources = "/eu/dihya/engine/classes-postgresql.csv",
      delimiter = '|',
      quoteCharacter = '\0',
      ignoreLeadingAndTrailingWhitespace = true)
  void theProbeUnderstandsWhatIsClassedAsProbe(
      String section, String wanted, String accepts, String sql) {
    Optional<ConcurrentStatement> understood = ConcurrentStatement.of(sql.replace("\\n", "\n"));
    if (wanted.equals("PROBE")) {
      assertThat(understood)
          .isPresent()
          .get()
          .isNotInstanceOf(ConcurrentStatement.Repeatable.class);
    }
  }

  @Test
  void theProbeTellsOfDatabases() {
    Place place = PostgresPlaces.fresh(server());
    String name = "Other " + place.target().database();
    String create = "CREATE DATABASE \"" + name + "\"";
    String drop = "DROP DATABASE IF EXISTS \"" + name + "\" WITH (FORCE)";
    try (Session session = place.connect()) {
      assertThat(look(session, place, create)).isInstanceOf(Verdict.Absent.class);
      assertThat(look(session, place, drop)).isInstanceOf(Verdict.Done.class);
      session.execute(create);
      assertThat(look(session, place, create)).isInstanceOf(Verdict.Done.class);
      assertThat(look(session, place, drop)).isInstanceOf(Verdict.Absent.class);
      PostgresPlaces.sql(asAdmin(place))
          .execute("UPDATE pg_database SET datconnlimit = -2 WHERE datname = '" + name + "'");
      assertThat(look(session, place, create))
          .isEqualTo(new Verdict.Partial("DROP DATABASE \"" + name + "\""));
      assertThat(look(session, place, drop)).isInstanceOf(Verdict.Absent.class);
      session.execute(drop);
      assertThat(look(session, place, drop)).isInstanceOf(Verdict.Done.class);
    }
  }

  @Test
  void theProbeTellsOfTablespaces() {
    Place place = PostgresPlaces.fresh(server());
    try (Session session = place.connect()) {
      assertThat(look(session, place, "CREATE TABLESPACE nowhere LOCATION '/x'"))
          .isInstanceOf(Verdict.Absent.class);
      assertThat(look(session, place, "DROP TABLESPACE PG_DEFAULT"))
          .isInstanceOf(Verdict.Absent.class);
    }
  }

  @Test
  void theServersOwnCopyIsSentAsItIs() {
    try (Session session = asAdmin(PostgresPlaces.fresh(server())).connect()) {
      session.execute("CREATE TABLE people (id int, name text)");
      session.execute("COPY people FROM PROGRAM 'printf \"1\\ta\\n2\\tb\\n\"'");
      session.execute("COPY (SELECT id FROM people) TO PROGRAM 'cat > /dev/null'");
      assertThat(session.query("SELECT count(*) AS n FROM people").getFirst().number("n"))
          .isEqualTo(2);
    }
  }

  private static Verdict look(Session session, Place place, String sql) {
    return PostgresPlaces.DRIVER.probe().look(session, place.target(), sql).orElseThrow();
  }
}
