package eu.dihya.engine.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import eu.dihya.engine.HistoryReader;
import eu.dihya.engine.HistoryRow;
import eu.dihya.engine.Journal;
import eu.dihya.engine.JournalEntry;
import eu.dihya.engine.Place;
import eu.dihya.engine.SchemaHistory;
import eu.dihya.engine.Session;
import eu.dihya.engine.SessionOptions;
import eu.dihya.engine.SqlFailure;
import eu.dihya.engine.StatementClass;
import eu.dihya.engine.TargetHistory;
import eu.dihya.tenants.Target;
import eu.dihya.testing.ServerSql;
import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Histories that are read together are those that each target's own session reads. */
class PostgresHistoryReaderIT {
  private final TestServer server = TestServers.postgresql();
  private final Place place = PostgresPlaces.fresh(server);
  private final HistoryReader reader = place.driver().historyReader().orElseThrow();

  private Target schema(String name) {
    return schema(place.target(), name);
  }

  private static Target schema(Target in, String name) {
    return new Target(
        in.engine(),
        in.host(),
        in.port(),
        in.database(),
        Optional.of(name),
        in.credentials(),
        in.sessionPooler());
  }

  private Map<Target, TargetHistory> together(List<Target> targets) {
    return reader.read(targets, place.credentials(), SessionOptions.DEFAULT.reading());
  }

  private TargetHistory alone(Target target) {
    try (Session session =
        place.driver().connect(target, place.credentials(), SessionOptions.DEFAULT.reading())) {
      return TargetHistory.of(session, place.driver().dialect(), target);
    }
  }

  private Target migrated(Target target, String... versions) {
    try (Session session =
        place.driver().connect(target, place.credentials(), SessionOptions.DEFAULT)) {
      SchemaHistory history = new SchemaHistory(session, place.driver().dialect(), target);
      history.prepare();
      new Journal(session, place.driver().dialect(), target).prepare();
      for (String version : versions) {
        session.begin();
        history.append(row(version), Optional.of(history.now()));
        session.commit();
      }
    }
    return target;
  }

  private Target halfway(Target target) {
    try (Session session =
        place.driver().connect(target, place.credentials(), SessionOptions.DEFAULT)) {
      new Journal(session, place.driver().dialect(), target)
          .intent(
              new JournalEntry(
                  "R-0001/t",
                  "common",
                  "9",
                  HistoryRow.Kind.UP,
                  1,
                  "sha",
                  StatementClass.IDEM,
                  JournalEntry.State.INTENT,
                  "witness",
                  null,
                  1,
                  session.connectionId(),
                  "u-1",
                  null));
    }
    return target;
  }

  private static HistoryRow row(String version) {
    return new HistoryRow(
        0,
        "common",
        version,
        "ⵣ it's \"quoted\" \\ back",
        HistoryRow.Kind.UP,
        "raw",
        "tokens",
        "digest",
        "release",
        "R-0001",
        version.equals("2") ? null : "shape-" + version,
        1,
        "u-1",
        "0.1",
        null,
        null,
        null);
  }

  private void sql(String... statements) {
    PostgresPlaces.sql(place).execute(statements);
  }

  @Test
  void whoeverIsAnsweredForIsAnsweredForAsAlone() {
    List<Target> answered = new ArrayList<>();
    answered.add(migrated(place.target(), "1"));
    answered.add(schema("not there"));
    sql("CREATE SCHEMA empty");
    answered.add(schema("empty"));
    answered.add(migrated(schema("prepared")));
    answered.add(migrated(schema("Odd \"name\" \\ of 'École"), "1", "2", "3"));
    answered.add(halfway(migrated(schema("halfway"), "1")));
    answered.add(halfway(migrated(schema("first time, halfway"))));
    IntStream.range(0, 45)
        .forEach(number -> answered.add(migrated(schema("s" + number), "1", "" + number)));
    answered.add(migrated(schema("without a journal"), "1"));
    sql("DROP TABLE \"without a journal\".dihya_journal");
    assertThat(together(List.of(schema("without a journal")))).hasSize(1);
    List<Target> all = new ArrayList<>(answered);
    all.add(migrated(schema("a view"), "1"));
    sql(
        "ALTER TABLE \"a view\".dihya_schema_history RENAME TO kept",
        "CREATE VIEW \"a view\".dihya_schema_history AS SELECT * FROM \"a view\".kept");
    all.add(migrated(schema("n".repeat(70)), "1"));

    Map<Target, TargetHistory> found = together(all);
    assertThat(found).containsOnlyKeys(answered);
    answered.forEach(
        target -> assertThat(found.get(target)).as(target.address()).isEqualTo(alone(target)));
    assertThat(found.get(schema("halfway")).halfway()).isTrue();
    assertThat(found.get(schema("s44")).rows())
        .extracting(HistoryRow::version)
        .containsExactly("1", "44");
  }

  @Test
  void whoeverTheAccountMayNotReadIsLeftToSayItAlone() {
    ServerSql admin = new ServerSql(server.databaseAsAdmin(place.target().database()));
    Target open = migrated(schema("open"), "1");
    Target hidden = migrated(schema("hidden"), "1");
    Target shut = migrated(schema("shut"), "1");
    String user = "\"" + place.credentials().orElseThrow().user() + "\"";
    admin.execute(
        "ALTER TABLE hidden.dihya_schema_history OWNER TO CURRENT_USER",
        "REVOKE ALL ON hidden.dihya_schema_history FROM " + user,
        "ALTER SCHEMA shut OWNER TO CURRENT_USER",
        "REVOKE ALL ON SCHEMA shut FROM " + user,
        "CREATE SCHEMA \"shut and empty\"");
    Target empty = schema("shut and empty");
    assertThat(together(List.of(open, hidden, shut, empty))).isEqualTo(Map.of(open, alone(open)));
    for (Target target : List.of(hidden, shut, empty)) {
      SqlFailure refused = catchThrowableOfType(SqlFailure.class, () -> alone(target));
      assertThat(refused.kind()).as(target.address()).isEqualTo(SqlFailure.Kind.PRIVILEGE);
      assertThat(together(List.of(target))).as(target.address()).isEmpty();
    }
  }

  @Test
  void aTableOfAnotherFormLeavesItsNeighboursToThemselves() {
    Target odd = migrated(schema("odd"), "1");
    Target next = migrated(schema("next"), "1");
    sql("ALTER TABLE odd.dihya_schema_history DROP COLUMN actor");
    assertThat(together(List.of(odd, next))).isEmpty();
    assertThat(together(List.of(next))).containsOnlyKeys(next);
  }

  @Test
  void aDatabaseThatCannotBeReachedIsOneAnswerForAll() {
    Target nowhere =
        new Target(
            place.target().engine(),
            place.target().host(),
            place.target().port(),
            "nowhere",
            Optional.empty(),
            Optional.empty(),
            false);
    SqlFailure together =
        catchThrowableOfType(
            SqlFailure.class, () -> together(List.of(schema(nowhere, "a"), schema(nowhere, "b"))));
    SqlFailure alone = catchThrowableOfType(SqlFailure.class, () -> alone(schema(nowhere, "a")));
    assertThat(together.kind()).isEqualTo(alone.kind());
    assertThat(together.text()).isEqualTo(alone.text());
  }

  @Test
  void aDatabaseOfItsOwnCostsOneConnectionAndOneQuestion() throws Exception {
    migrated(place.target(), "1", "2");
    try (PostgresProxy proxy = new PostgresProxy(place.target(), PostgresProxy.Fault.NONE)) {
      Target target = proxy.target(false);
      assertThat(together(List.of(target)).get(target).rows()).hasSize(2);
      assertThat(proxy.connections()).isOne();
      assertThat(proxy.questions()).isOne();
    }
  }

  @Test
  void aDatabaseWithoutOurTablesCostsOneQuestionMore() throws Exception {
    try (PostgresProxy proxy = new PostgresProxy(place.target(), PostgresProxy.Fault.NONE)) {
      Target target = proxy.target(false);
      assertThat(together(List.of(target)).get(target).rows()).isEmpty();
      assertThat(proxy.connections()).isOne();
      assertThat(proxy.questions()).isEqualTo(2);
    }
  }

  @Test
  void manySchemasCostOneConnectionAndAQuestionForTwenty() throws Exception {
    List<String> names = IntStream.range(0, 60).mapToObj(number -> "s" + number).toList();
    names.forEach(name -> migrated(schema(name), "1"));
    try (PostgresProxy proxy = new PostgresProxy(place.target(), PostgresProxy.Fault.NONE)) {
      List<Target> targets = names.stream().map(name -> schema(proxy.target(false), name)).toList();
      assertThat(together(targets)).containsOnlyKeys(targets);
      assertThat(proxy.connections()).isOne();
      assertThat(proxy.questions()).isEqualTo(1 + 3);
    }
  }

  @Test
  void whoeverStandsBehindAPoolerIsLeftToASession() throws Exception {
    Target target = migrated(place.target(), "1");
    try (PostgresProxy pooler = new PostgresProxy(target, PostgresProxy.Fault.OTHER_PROCESS)) {
      assertThat(together(List.of(pooler.target(false)))).isEmpty();
      assertThat(together(List.of(schema(pooler.target(false), "a"), pooler.target(false))))
          .isEmpty();
      assertThat(together(List.of(pooler.target(true)))).isEmpty();
      assertThat(pooler.connections()).isEqualTo(2);
    }
  }
}
