package eu.dihya.sql;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.SourcePosition;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableSwapsTest {
  static Stream<Arguments> copied() {
    return Stream.of(
        // The twelve steps of SQLite's manual.
        swap(
            SqlDialect.SQLITE,
            """
            CREATE TABLE people_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
            INSERT INTO people_new SELECT * FROM people;
            DROP TABLE people;
            ALTER TABLE people_new RENAME TO people;
            """,
            "people at 3: people → people_new"),
        swap(
            SqlDialect.POSTGRESQL,
            """
            CREATE UNLOGGED TABLE IF NOT EXISTS people_new (LIKE people INCLUDING ALL);
            INSERT INTO people_new AS n (id, value) OVERRIDING SYSTEM VALUE
              SELECT id, value FROM ONLY people p WHERE EXISTS (SELECT 1 FROM pets);
            DROP TABLE IF EXISTS people CASCADE;
            ALTER TABLE IF EXISTS ONLY people_new RENAME TO people;
            """,
            "people at 3: people → people_new"),
        swap(
            SqlDialect.POSTGRESQL,
            """
            CREATE TABLE app."New" AS TABLE app."Old";
            DROP TABLE app."Old";
            ALTER TABLE app."New" RENAME COLUMN a TO b;
            ALTER TABLE app."New" RENAME c TO d;
            ALTER TABLE app."New" RENAME TO "Old";
            """,
            "app.Old at 2: app.\"Old\" → app.\"New\""),
        swap(
            SqlDialect.POSTGRESQL,
            """
            SELECT * INTO TABLE people_new FROM public.people;
            DROP TABLE People;
            ALTER TABLE public.people_new RENAME TO people;
            """,
            "people at 2: public.people → people_new"),
        swap(
            SqlDialect.POSTGRESQL,
            """
            CREATE TABLE people_new (id int);
            WITH known AS (SELECT * FROM people) INSERT INTO people_new (SELECT id FROM known);
            DROP TABLE people;
            ALTER TABLE people_new RENAME TO people;
            """,
            "people at 3: people → people_new"),
        // The old table goes first, under another name.
        swap(
            SqlDialect.SQLITE,
            """
            ALTER TABLE people RENAME TO people_old;
            CREATE TABLE people (id INTEGER PRIMARY KEY);
            INSERT INTO people SELECT id FROM people_old;
            DROP TABLE people_old;
            """,
            "people at 4: people_old → people"),
        // Exchanged in one statement, in whatever order.
        swap(
            SqlDialect.MARIADB,
            """
            CREATE TABLE `people new` LIKE people;
            INSERT IGNORE INTO `people new` SELECT * FROM lookup l, people p;
            RENAME TABLE people TO people_old, `people new` TO people;
            DROP TABLE people_old;
            """,
            "people at 3: people → `people new`"),
        swap(
            SqlDialect.MYSQL,
            """
            CREATE TABLE new (id INT) ENGINE=InnoDB SELECT id FROM people;
            RENAME TABLES new TO half, people TO old, half TO people;
            """,
            "people at 2: people → new"),
        swap(
            SqlDialect.MYSQL,
            """
            CREATE TABLE new AS SELECT id FROM people;
            ALTER TABLE people RENAME INDEX a TO b, RENAME old;
            ALTER TABLE new RENAME = people;
            """,
            "people at 2: people → new"),
        // Copied in two pieces, and from two tables.
        swap(
            SqlDialect.MYSQL,
            """
            CREATE TABLE new (id INT);
            INSERT INTO new SELECT id FROM people WHERE id < 10;
            INSERT INTO new SELECT id FROM people WHERE id >= 10;
            DROP TABLE people;
            ALTER TABLE new RENAME people;
            """,
            "people at 4: people → new"),
        swap(
            SqlDialect.SQLITE,
            """
            CREATE TABLE new (id INT);
            INSERT INTO new SELECT id FROM people;
            INSERT INTO new SELECT id FROM guests;
            DROP TABLE people;
            DROP TABLE guests;
            ALTER TABLE new RENAME TO people;
            """,
            "people at 4: people → new, may grow"),
        swap(
            SqlDialect.POSTGRESQL,
            """
            CREATE TABLE new (id int);
            INSERT INTO new SELECT id FROM people;
            INSERT INTO new (id) VALUES (0);
            DELETE FROM new WHERE id = 7;
            DROP TABLE people;
            ALTER TABLE new RENAME TO people;
            """,
            "people at 5: people → new, may shrink, may grow"),
        swap(
            SqlDialect.POSTGRESQL,
            """
            CREATE TABLE a_new AS SELECT * FROM a;
            CREATE TABLE b_new AS SELECT * FROM b JOIN a ON true;
            DROP TABLE a, b;
            ALTER TABLE a_new RENAME TO a;
            ALTER TABLE b_new RENAME TO b;
            """,
            "a at 3: a → a_new; b at 3: b → b_new"));
  }

  private static Arguments swap(SqlDialect dialect, String script, String expected) {
    return Arguments.of(dialect, script, expected);
  }

  @ParameterizedTest
  @MethodSource("copied")
  void aTableThatIsCopiedAndReplacedIsFound(SqlDialect dialect, String script, String expected) {
    assertThat(shown(swaps(script, dialect))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Kept, moved, thrown away, or made by the script itself.
        "CREATE TABLE copy AS SELECT * FROM people; DROP TABLE pets;",
        "CREATE TABLE archive AS SELECT * FROM people; DROP TABLE people;",
        "CREATE TABLE x AS SELECT * FROM people; DROP TABLE people; DROP TABLE x;"
            + " CREATE TABLE people (id int);",
        "CREATE TABLE a (id int); CREATE TABLE b AS SELECT * FROM a; DROP TABLE a;"
            + " ALTER TABLE b RENAME TO a;",
        "ALTER TABLE people RENAME TO folk; ALTER TABLE pets RENAME TO people;",
        "DROP TABLE people; CREATE TABLE people (id int); INSERT INTO people VALUES (1);",
        "INSERT INTO people SELECT id + 1 FROM people; DROP INDEX i;",
        "WITH gone AS (DELETE FROM people RETURNING id) INSERT INTO new SELECT id FROM gone;"
            + " DROP TABLE people; ALTER TABLE new RENAME TO people;",
        "CREATE VIEW new AS SELECT * FROM people; DROP VIEW people; ALTER VIEW new RENAME TO"
            + " people;",
        "UPDATE people SET name = 'DROP TABLE people'; COPY people FROM STDIN;\n1\n\\.\n",
        ""
      })
  void whatIsNoSwapIsLeftAlone(String script) {
    assertThat(swaps(script, SqlDialect.POSTGRESQL)).isEmpty();
  }

  @Test
  void whatElseAddsOrTakesRowsIsSeen() {
    String between =
        "CREATE TABLE new AS SELECT * FROM people; %s; DROP TABLE people;"
            + " ALTER TABLE new RENAME TO people;";
    assertThat(swaps(between.formatted("TRUNCATE TABLE new"), SqlDialect.MYSQL))
        .singleElement()
        .matches(TableSwap::mayShrink);
    assertThat(swaps(between.formatted("UPDATE OR REPLACE new SET id = 1"), SqlDialect.SQLITE))
        .singleElement()
        .matches(TableSwap::mayShrink);
    assertThat(swaps(between.formatted("LOAD DATA INFILE 'x' INTO TABLE new"), SqlDialect.MARIADB))
        .singleElement()
        .matches(TableSwap::mayGrow);
    assertThat(
            swaps(
                between.formatted("MERGE INTO new USING pets ON true WHEN MATCHED THEN DELETE"),
                SqlDialect.POSTGRESQL))
        .singleElement()
        .matches(swap -> swap.mayGrow() && swap.mayShrink());
  }

  private static List<TableSwap> swaps(String script, SqlDialect dialect) {
    return TableSwaps.of(
        StatementSplitter.split(script, dialect, SourcePosition.of("x.sql")).iterator(), dialect);
  }

  private static String shown(List<TableSwap> swaps) {
    return String.join(
        "; ",
        swaps.stream()
            .map(
                swap ->
                    "%s at %d: %s → %s%s%s"
                        .formatted(
                            swap.table(),
                            swap.lostBy(),
                            swap.old(),
                            swap.copy(),
                            swap.mayShrink() ? ", may shrink" : "",
                            swap.mayGrow() ? ", may grow" : ""))
            .toList());
  }
}
