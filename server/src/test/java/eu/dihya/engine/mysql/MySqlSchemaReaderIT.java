package eu.dihya.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import eu.dihya.base.Engine;
import eu.dihya.engine.Place;
import eu.dihya.engine.SchemaReader;
import eu.dihya.engine.Session;
import eu.dihya.engine.Shape;
import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlSchemaReaderIT {
  private static final List<String> SCHEMA =
      List.of(
          "CREATE TABLE a (id INT PRIMARY KEY AUTO_INCREMENT, e VARCHAR(20) NOT NULL DEFAULT"
              + " 'it''s', n INT, d DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6), g INT GENERATED"
              + " ALWAYS AS (n + 1) VIRTUAL, CONSTRAINT positive CHECK (n > 0), UNIQUE KEY short"
              + " (e(5)), KEY down (n DESC, e)) COMMENT 'x'",
          "CREATE TABLE c (id INT PRIMARY KEY, a INT, CONSTRAINT to_a FOREIGN KEY (a) REFERENCES a"
              + " (id) ON DELETE CASCADE) ROW_FORMAT=COMPRESSED",
          "CREATE TABLE p (id INT PRIMARY KEY) PARTITION BY RANGE (id)"
              + " (PARTITION low VALUES LESS THAN (10), PARTITION high VALUES LESS THAN MAXVALUE)",
          "CREATE VIEW v AS SELECT x.id, a.e FROM a JOIN a x ON a.id = x.id WHERE a.e <> 'from"
              + " `a`'",
          "CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW SET NEW.n = COALESCE(NEW.n, 1)",
          "CREATE PROCEDURE w(IN x INT, OUT y VARCHAR(10)) BEGIN SELECT x; SET y = 'z'; END",
          "CREATE FUNCTION f(x INT) RETURNS INT DETERMINISTIC RETURN x + 1",
          "CREATE EVENT ev ON SCHEDULE EVERY 1 DAY DISABLE DO DELETE FROM c");

  private final SchemaReader reader = MySqlPlaces.DRIVER.schemaReader();
  private Place place;
  private Session session;

  /** The server to run on. */
  protected TestServer server() {
    return TestServers.mariadb();
  }

  @BeforeEach
  void open() {
    place = MySqlPlaces.fresh(server());
    session = place.connect();
    SCHEMA.forEach(session::execute);
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void equalSchemasInTwoDatabasesAreEqual() {
    Place elsewhere = MySqlPlaces.fresh(server());
    try (Session other = elsewhere.connect()) {
      SCHEMA.forEach(other::execute);
      other.execute("INSERT INTO a (e, n) VALUES ('x', 1), ('y', 2)");
      assertThat(reader.shape(other, elsewhere.target())).isEqualTo(shape());
    }
  }

  @Test
  void namesEveryObject() {
    var objects = shape().objects();
    assertThat(objects)
        .containsKeys(
            "table a/column g",
            "table a/check positive",
            "table p/partition low",
            "view v",
            "table a/trigger t",
            "procedure w",
            "procedure w/parameter 002",
            "function f",
            "event ev")
        .containsEntry("table a/columns", "id, e, n, d, g")
        .containsEntry("table a/index short", "unique btree (e prefix 5)")
        .containsEntry("table a/index down", "btree (n desc, e)")
        .containsEntry(
            "table c/foreign key to_a", "a → a.id on update " + onUpdate() + " on delete cascade");
    assertThat(objects.get("table a/column e"))
        .contains("varchar(20)", "not null", "default 'it")
        .doesNotContain("x'");
    assertThat(objects.get("table c")).contains("row_format=compressed");
    assertThat(objects.values())
        .noneMatch(definition -> definition.contains(place.target().database()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE a MODIFY e VARCHAR(21) NOT NULL DEFAULT 'it''s'",
        "ALTER TABLE a MODIFY e VARCHAR(20) NOT NULL DEFAULT 'other'",
        "ALTER TABLE a ALTER e DROP DEFAULT",
        "ALTER TABLE a DROP INDEX down, ADD INDEX down (n, e)",
        "ALTER TABLE a DROP INDEX short, ADD UNIQUE KEY short (e(6))",
        "ALTER TABLE a DROP CONSTRAINT positive, ADD CONSTRAINT positive CHECK (n >= 0)",
        "ALTER TABLE a MODIFY g INT GENERATED ALWAYS AS (n + 2) VIRTUAL",
        "ALTER TABLE a CONVERT TO CHARACTER SET ascii",
        "ALTER TABLE p REORGANIZE PARTITION low INTO (PARTITION lower VALUES LESS THAN (5),"
            + " PARTITION low VALUES LESS THAN (10))",
        "DROP TRIGGER t",
        "ALTER TABLE a MODIFY n INT FIRST",
        "CREATE OR REPLACE VIEW v AS SELECT id FROM a",
        "ALTER EVENT ev ENABLE",
        "DROP FUNCTION f",
        "CREATE TABLE new_one (id INT)"
      })
  void everyChangeShowsInTheShape(String change) {
    Shape before = shape();
    session.execute(change);
    assertThat(shape()).isNotEqualTo(before);
  }

  @Test
  void countersAndRowsDoNotShow() {
    Shape before = shape();
    String witness = witness();
    session.execute("INSERT INTO a (e, n) VALUES ('x', 1), ('y', 2)");
    assertThat(shape()).isEqualTo(before);
    assertThat(witness()).isEqualTo(witness);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE c ENGINE=InnoDB",
        "TRUNCATE TABLE c",
        "RENAME TABLE c TO c_old, c_new TO c, c_old TO c_new"
      })
  void theWitnessSeesWhatTheShapeDoesNot(String change) {
    session.execute("CREATE TABLE c_new LIKE c");
    session.execute("ALTER TABLE c DROP FOREIGN KEY to_a");
    Shape before = shape();
    String witness = witness();
    assertThat(witness).startsWith(MySqlSchemaReader.SEES_REBUILDS).isEqualTo(witness());
    session.execute(change);
    assertThat(shape()).isEqualTo(before);
    assertThat(witness()).startsWith(MySqlSchemaReader.SEES_REBUILDS).isNotEqualTo(witness);
  }

  @Test
  void anAccountWithoutProcessHasABlindWitnessAndSaysSo() {
    Place modest = MySqlAccounts.with(server(), place, "SELECT, SHOW VIEW, TRIGGER, EVENT");
    try (Session blind = modest.connect()) {
      MySqlSchemaReader mysql = new MySqlSchemaReader();
      assertThat(mysql.witnessSeesRebuilds(blind)).isFalse();
      assertThat(mysql.witness(blind, modest.target())).startsWith(MySqlSchemaReader.BLIND);
      assertThat(mysql.witnessSeesRebuilds(session)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dihya-é$ `x` ", "dihya-$ `x` ", "ⵣ"})
  void aDatabaseMayHaveAnyName(String start) {
    String name = start + place.target().database();
    session.execute("CREATE DATABASE " + MySqlPlaces.DRIVER.dialect().identifier(name));
    try {
      Place odd = MySqlPlaces.renamed(place, name);
      try (Session other = odd.connect()) {
        odd.history(other).prepare();
        other.execute("CREATE TABLE `t/%` (id INT)");
        assertThat(reader.shape(other, odd.target()).objects()).containsKey("table t/%");
        String witness = reader.witness(other, odd.target());
        other.execute("TRUNCATE TABLE `t/%`");
        assertThat(reader.witness(other, odd.target())).isNotEqualTo(witness);
      }
    } finally {
      session.execute("DROP DATABASE " + MySqlPlaces.DRIVER.dialect().identifier(name));
    }
  }

  @Test
  void aFullTextIndexHasTablesThatAreNotTheTenants() {
    session.execute("CREATE TABLE fts_notes (id INT PRIMARY KEY, note TEXT, FULLTEXT (note))");
    String witness = witness();
    session.execute("INSERT INTO fts_notes VALUES (1, 'thyme and mint')");
    session.query("SELECT id FROM fts_notes WHERE MATCH (note) AGAINST ('thyme')");
    assertThat(witness()).isEqualTo(witness);
    session.execute("TRUNCATE TABLE fts_notes");
    assertThat(witness()).isNotEqualTo(witness);
  }

  @Test
  void aSequenceShows() {
    assumeThat(session.engine()).isEqualTo(Engine.MARIADB);
    session.execute("CREATE SEQUENCE numbers");
    assertThat(shape().objects()).containsKey("table numbers");
  }

  private String onUpdate() {
    return session.engine() == Engine.MARIADB ? "restrict" : "no action";
  }

  private Shape shape() {
    return reader.shape(session, place.target());
  }

  private String witness() {
    return reader.witness(session, place.target());
  }
}
