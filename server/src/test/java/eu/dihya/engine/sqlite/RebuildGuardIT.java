package eu.dihya.engine.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import eu.dihya.engine.Place;
import eu.dihya.engine.Session;
import eu.dihya.engine.SqlFailure;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that a rebuild of a table would lose without a word. */
class RebuildGuardIT {
  private final SqliteDriver driver = new SqliteDriver(4);
  private Session session;

  @BeforeEach
  void fill() {
    Place place = SqlitePlaces.fresh(driver);
    session = place.connect();
    run(
        "CREATE TABLE parents (id INTEGER PRIMARY KEY, name TEXT)",
        "CREATE TABLE children (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parents (id) ON"
            + " DELETE CASCADE)",
        "INSERT INTO parents VALUES (1, 'a'), (2, 'b'), (3, 'c')",
        "INSERT INTO children VALUES (1, 1), (2, 2), (3, 3)");
  }

  @AfterEach
  void close() {
    session.close();
    driver.close();
  }

  @Test
  void aRebuiltParentKeepsItsChildren() {
    session.begin();
    run(
        "PRAGMA foreign_keys = ON",
        "CREATE TABLE parents_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
        "INSERT INTO parents_new SELECT * FROM parents",
        "DROP TABLE parents",
        "ALTER TABLE parents_new RENAME TO parents",
        "PRAGMA foreign_keys = ON");
    session.commit();
    assertThat(count("children")).isEqualTo(3);
    assertThat(count("parents")).isEqualTo(3);
  }

  @Test
  void foreignKeysThatAScriptSwitchesOnDoNotDeleteChildrenOutsideATransactionEither() {
    run("PRAGMA foreign_keys = ON", "DROP TABLE parents");
    assertThat(count("children")).isEqualTo(3);
  }

  @Test
  void aCopyThatForgetsRowsIsRolledBack() {
    session.begin();
    run(
        "CREATE TABLE children_new (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parents"
            + " (id))",
        "INSERT INTO children_new SELECT * FROM children WHERE id < 3",
        "DROP /* the old one */ TABLE IF EXISTS [children]",
        "ALTER TABLE \"children_new\" RENAME TO children");
    assertThat(refused()).contains("children would shrink from 3 rows to 2").contains("DELETE");
    assertThat(count("children")).isEqualTo(3);
  }

  @Test
  void theOldTableMayBeRenamedFirst() {
    session.begin();
    run(
        "ALTER TABLE children RENAME TO children_old",
        "CREATE TABLE children (id INTEGER PRIMARY KEY, parent INTEGER)",
        "INSERT INTO children SELECT * FROM children_old LIMIT 1",
        "DROP TABLE children_old");
    assertThat(refused()).contains("children would shrink from 3 rows to 1");
    assertThat(count("children")).isEqualTo(3);
  }

  @Test
  void rowsThatAreDeletedInSoManyWordsMayGo() {
    session.begin();
    run(
        "CREATE TABLE children_new (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parents"
            + " (id))",
        "INSERT INTO children_new SELECT * FROM children",
        "DELETE FROM children_new WHERE id = 3",
        "DROP TABLE children",
        "ALTER TABLE children_new RENAME TO children");
    session.commit();
    assertThat(count("children")).isEqualTo(2);
  }

  @Test
  void theTwelveStepsKeepChildrenTriggersAndIndexes() {
    run(
        "CREATE INDEX parents_name ON parents (name)",
        "CREATE TRIGGER forget AFTER DELETE ON parents BEGIN DELETE FROM children WHERE parent ="
            + " OLD.id; END");
    session.begin();
    run(
        "CREATE TABLE parents_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
        "INSERT INTO parents_new SELECT id, name FROM parents",
        "DROP TABLE parents",
        "ALTER TABLE parents_new RENAME TO parents",
        "CREATE INDEX parents_name ON parents (name)",
        "CREATE TRIGGER forget AFTER DELETE ON parents BEGIN DELETE FROM children WHERE parent ="
            + " OLD.id; END");
    session.commit();
    assertThat(count("parents")).isEqualTo(3);
    assertThat(count("children")).isEqualTo(3);
    run("DELETE FROM parents WHERE id = 1");
    assertThat(count("children")).isEqualTo(2);
  }

  @Test
  void childrenThatATriggerDeletesDuringTheRebuildAreRolledBack() {
    run(
        "CREATE TABLE log (id INTEGER)",
        "CREATE TRIGGER clean AFTER INSERT ON log BEGIN DELETE FROM children WHERE id > 1; END");
    session.begin();
    run(
        "CREATE TABLE parents_new (id INTEGER PRIMARY KEY, name TEXT)",
        "INSERT INTO parents_new SELECT * FROM parents",
        "DROP TABLE parents",
        "ALTER TABLE parents_new RENAME TO parents",
        "INSERT INTO log VALUES (1)");
    assertThat(refused()).contains("table children would shrink from 3 rows to 1");
    assertThat(count("children")).isEqualTo(3);
  }

  @Test
  void aTableWithoutRowidIsWatchedToo() {
    run(
        "CREATE TABLE codes (code TEXT PRIMARY KEY) WITHOUT ROWID",
        "INSERT INTO codes VALUES ('a'), ('b')");
    session.begin();
    run(
        "CREATE TABLE \"new codes\" (code TEXT PRIMARY KEY COLLATE NOCASE) WITHOUT ROWID",
        "INSERT OR IGNORE INTO \"new codes\" SELECT 'x' FROM codes",
        "DROP TABLE codes",
        "ALTER TABLE \"new codes\" RENAME TO codes");
    assertThat(refused()).contains("table codes would shrink from 2 rows to 1");
    assertThat(count("codes")).isEqualTo(2);
  }

  @Test
  void aTableThatRefersToItselfIsRebuilt() {
    run(
        "CREATE TABLE tree (id INTEGER PRIMARY KEY, up INTEGER REFERENCES tree (id) ON DELETE"
            + " CASCADE)",
        "INSERT INTO tree VALUES (1, NULL), (2, 1), (3, 2)");
    session.begin();
    String make =
        "CREATE TABLE tree_new (id INTEGER PRIMARY KEY, up INTEGER REFERENCES tree_new (id) ON"
            + " DELETE CASCADE, name TEXT)";
    run(
        make,
        "INSERT INTO tree_new (id, up) SELECT id, up FROM tree",
        "DROP TABLE tree",
        "ALTER TABLE tree_new RENAME TO tree");
    session.commit();
    assertThat(count("tree")).isEqualTo(3);
    session.begin();
    run(
        make,
        "INSERT INTO tree_new (id, up) SELECT id, up FROM tree WHERE up IS NULL",
        "DROP TABLE tree",
        "ALTER TABLE tree_new RENAME TO tree");
    assertThat(refused()).contains("table tree would shrink from 3 rows to 1");
    assertThat(count("tree")).isEqualTo(3);
  }

  @Test
  void aTableThatIsMadeAnewFromATemporaryCopyIsWatched() {
    session.begin();
    run(
        "CREATE TEMP TABLE kept AS SELECT * FROM parents LIMIT 2",
        "DROP TABLE parents",
        "CREATE TABLE parents (id INTEGER PRIMARY KEY, name TEXT)",
        "INSERT INTO parents SELECT * FROM kept");
    assertThat(refused()).contains("table parents would shrink from 3 rows to 2");
    assertThat(count("parents")).isEqualTo(3);
  }

  @Test
  void rowsThatAreSaidToGoMayGo() {
    session.begin();
    session.rowsMayGo("children");
    run(
        "CREATE TABLE children_new (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parents"
            + " (id))",
        "INSERT INTO children_new SELECT * FROM children WHERE id = 1",
        "DROP TABLE children",
        "ALTER TABLE children_new RENAME TO children");
    session.commit();
    assertThat(count("children")).isEqualTo(1);
  }

  @Test
  void aTableThatIsDroppedForGoodMayGo() {
    session.begin();
    run("DROP TABLE children");
    session.commit();
    assertThat(session.query("SELECT name FROM sqlite_master WHERE name = 'children'")).isEmpty();
  }

  @Test
  void childrenThatWouldPointToNoRowAreRolledBack() {
    session.begin();
    run("DELETE FROM parents WHERE id = 2");
    assertThat(refused()).contains("children → parents");
    assertThat(count("parents")).isEqualTo(3);
  }

  @Test
  void childrenThatPointedToNoRowBeforeDoNotStopAChange() {
    run("INSERT INTO children VALUES (4, 99)");
    session.begin();
    run("ALTER TABLE children ADD COLUMN name TEXT", "DELETE FROM children WHERE id = 1");
    session.commit();
    assertThat(count("children")).isEqualTo(3);
  }

  private String refused() {
    SqlFailure failure = catchThrowableOfType(SqlFailure.class, session::commit);
    assertThat(failure.kind()).isEqualTo(SqlFailure.Kind.CONSTRAINT);
    assertThat(session.inTransaction()).isTrue();
    session.rollback();
    return failure.text();
  }

  private long count(String table) {
    return session.query("SELECT count(*) AS n FROM " + table).getFirst().number("n");
  }

  private void run(String... statements) {
    List.of(statements).forEach(session::execute);
  }
}
