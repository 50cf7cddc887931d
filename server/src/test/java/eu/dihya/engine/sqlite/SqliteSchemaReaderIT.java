package eu.dihya.engine.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.engine.Place;
import eu.dihya.engine.SchemaReaderContract;
import eu.dihya.engine.Session;
import eu.dihya.engine.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SqliteSchemaReaderIT extends SchemaReaderContract {
  private static final SqliteDriver DRIVER = new SqliteDriver(8);

  @AfterAll
  static void closeDriver() {
    DRIVER.close();
  }

  @Override
  protected Place newPlace() {
    return SqlitePlaces.fresh(DRIVER);
  }

  @Override
  protected List<String> schema() {
    return List.of(
        """
        CREATE TABLE people (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          email TEXT NOT NULL COLLATE NOCASE UNIQUE, -- the address
          age INTEGER DEFAULT 18 CHECK (age >= 0 AND age < 150),
          year INTEGER GENERATED ALWAYS AS (2000 + age) VIRTUAL)\
        """,
        """
        CREATE TABLE pets (
          owner INTEGER REFERENCES people (id) ON DELETE CASCADE, name TEXT, kind TEXT,
          CONSTRAINT one UNIQUE (owner, name)) STRICT\
        """,
        "CREATE INDEX pets_kind ON pets (kind) WHERE kind IS NOT NULL",
        "CREATE VIEW adults AS SELECT id FROM people WHERE age >= 18",
        "CREATE TRIGGER pets_in AFTER INSERT ON pets BEGIN UPDATE people SET age = age WHERE id ="
            + " new.owner; END");
  }

  @Override
  protected Map<String, String> changes() {
    return Map.ofEntries(
        Map.entry("table", "CREATE TABLE extra (id INTEGER)"),
        Map.entry("column", "ALTER TABLE pets ADD COLUMN weight INTEGER"),
        Map.entry("column renamed", "ALTER TABLE pets RENAME COLUMN kind TO species"),
        Map.entry("default", rewritten("DEFAULT 18", "DEFAULT 21")),
        Map.entry("check", rewritten("age < 150", "age < 120")),
        Map.entry("collation", rewritten("COLLATE NOCASE", "COLLATE RTRIM")),
        Map.entry("unique", rewritten("COLLATE NOCASE UNIQUE", "COLLATE NOCASE")),
        Map.entry("not null", rewritten("email TEXT NOT NULL", "email TEXT")),
        Map.entry("generated column", rewritten("2000 + age", "2001 + age")),
        Map.entry("autoincrement", rewritten("PRIMARY KEY AUTOINCREMENT", "PRIMARY KEY")),
        Map.entry("strict", "CREATE TABLE loose (a) WITHOUT ROWID".replace("a)", "a PRIMARY KEY)")),
        Map.entry(
            "foreign key",
            "CREATE TABLE toys (pet INTEGER REFERENCES people (id) ON DELETE SET NULL)"),
        Map.entry("index", "CREATE INDEX pets_name ON pets (name DESC)"),
        Map.entry("index dropped", "DROP INDEX pets_kind"),
        Map.entry("view", "DROP VIEW adults"),
        Map.entry("trigger", "DROP TRIGGER pets_in"));
  }

  /** A table under another name, so that the change is seen beside the old one. */
  private String rewritten(String from, String to) {
    return schema().getFirst().replace("people", "people_2").replace(from, to);
  }

  @Override
  protected List<String> noise() {
    return List.of(
        "INSERT INTO people (email) VALUES ('a@example.org'), ('b@example.org')",
        "INSERT INTO pets VALUES (1, 'Rex', 'dog')",
        "DELETE FROM people WHERE id = 2",
        "ANALYZE",
        "REINDEX",
        "VACUUM");
  }

  @Override
  protected List<String> rebuilds() {
    return List.of();
  }

  @Test
  void blanksCommentsQuotesAndLetterCaseDoNotCount() {
    Shape plain =
        shapeOf(
            "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT DEFAULT 'X y' CHECK (a <> 'B'))", "");
    Shape dressed =
        shapeOf(
            "create table \"t\" (\n"
                + " \"id\" integer  primary key, -- key, (odd\n"
                + " [a] text default 'X y' /* ) */ check(`a`<>'B'))",
            "");
    assertThat(dressed.objects()).isEqualTo(plain.objects());
    assertThat(
            shapeOf(
                    "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT DEFAULT 'X y' CHECK (a <>"
                        + " 'b'))",
                    "")
                .objects())
        .isNotEqualTo(plain.objects());
  }

  @Test
  void everyDefinitionOfTheRewrittenTableIsTold() {
    String original = schema().getFirst();
    for (String[] change :
        List.of(
            new String[] {"DEFAULT 18", "DEFAULT 21"},
            new String[] {"age < 150", "age < 120"},
            new String[] {"COLLATE NOCASE", "COLLATE RTRIM"},
            new String[] {"NOCASE UNIQUE", "NOCASE"},
            new String[] {"TEXT NOT NULL", "TEXT"},
            new String[] {"2000 + age", "2001 + age"},
            new String[] {" AUTOINCREMENT", ""})) {
      assertThat(shapeOf(original.replace(change[0], change[1]), "").objects())
          .as(change[0])
          .isNotEqualTo(shapeOf(original, "").objects());
    }
  }

  @Test
  void aColumnAddedLaterIsTheSameAsOneThatWasThere() {
    assertThat(
            shapeOf(
                    "CREATE TABLE t (a INTEGER)",
                    "ALTER TABLE t ADD COLUMN b TEXT NOT NULL DEFAULT 'x'")
                .objects())
        .isEqualTo(
            shapeOf("CREATE TABLE t (a INTEGER, b TEXT NOT NULL DEFAULT 'x')", "").objects());
  }

  private Shape shapeOf(String first, String second) {
    Place place = newPlace();
    try (Session session = place.connect()) {
      session.execute(first);
      if (!second.isEmpty()) {
        session.execute(second);
      }
      return read(place, session);
    }
  }
}
