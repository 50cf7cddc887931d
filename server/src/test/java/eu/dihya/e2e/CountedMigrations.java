package eu.dihya.e2e;

import eu.dihya.base.Engine;
import java.util.List;

/**
 * Migrations of which each part counts itself, so that a second application of it shows: one that
 * is not a transaction, one that is slow, and two plain ones.
 */
final class CountedMigrations {
  static final List<String> VERSIONS =
      List.of("20250101_0001", "20250101_0002", "20250101_0003", "20250101_0004");

  /** The parts, each of which must have counted itself once. */
  static final List<String> PARTS = List.of("1", "2a", "2b", "3", "4");

  private static final String HEADER =
      "-- Purpose: prove it\n-- Impact: a small table\n-- Rollback: none\n-- migrate:up";
  private static final String CREATE =
      """

      CREATE TABLE applied_count (part VARCHAR(10) NOT NULL);
      CREATE TABLE ledger (id INTEGER PRIMARY KEY, text VARCHAR(400) NOT NULL);
      INSERT INTO applied_count (part) VALUES ('1');
      """;
  private static final String FIFTY_ROWS =
      "INSERT INTO ledger WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <"
          + " 50) SELECT i, 'x' FROM n;\n";

  private CountedMigrations() {}

  static Site into(Site site) {
    mysql(site);
    postgresql(site);
    sqlite(site);
    return site.file(
        path(4, "count", ""), HEADER + "\nINSERT INTO applied_count (part) VALUES ('4');\n");
  }

  private static void mysql(Site site) {
    String rows = "INSERT INTO ledger SELECT seq, REPEAT('x', 400) FROM seq_1_to_25000;\n";
    site.file(path(1, "create", ".mysql"), HEADER + CREATE + rows);
    site.file(
        path(2, "alter", ".mysql"),
        HEADER
            + """

            ALTER TABLE ledger ADD COLUMN a INT, ALGORITHM=COPY;
            INSERT INTO applied_count (part) VALUES ('2a');
            ALTER TABLE ledger ADD COLUMN b INT, ALGORITHM=COPY;
            CREATE INDEX ledger_a ON ledger (a);
            INSERT INTO applied_count (part) VALUES ('2b');
            """);
    site.file(
        path(3, "slow", ".mysql"),
        HEADER
            + """

            SELECT SLEEP(0.7);
            INSERT INTO applied_count (part) VALUES ('3');
            ALTER TABLE ledger ADD COLUMN c INT;
            """);
  }

  private static void postgresql(Site site) {
    String slowly =
        """
        CREATE FUNCTION slowly(i INTEGER) RETURNS INTEGER LANGUAGE plpgsql IMMUTABLE
        AS $$ BEGIN PERFORM pg_sleep(0.01); RETURN i; END $$;
        """;
    site.file(
        path(1, "create", ".postgresql"),
        HEADER
            + CREATE
            + "INSERT INTO ledger SELECT i, 'x' FROM generate_series(1, 50) i;\n"
            + slowly);
    site.file(
        path(2, "alter", ".postgresql"),
        HEADER
            + """
             transaction:false
            INSERT INTO applied_count (part) VALUES ('2a');
            CREATE INDEX CONCURRENTLY ledger_slowly ON ledger (slowly(id));
            ALTER TABLE ledger ADD COLUMN a INT;
            ALTER TABLE ledger ADD COLUMN b INT;
            INSERT INTO applied_count (part) VALUES ('2b');
            """);
    site.file(
        path(3, "slow", ".postgresql"),
        HEADER
            + """

            INSERT INTO applied_count (part) VALUES ('3');
            ALTER TABLE ledger ADD COLUMN c INT;
            SELECT pg_sleep(0.7);
            """);
  }

  private static void sqlite(Site site) {
    site.file(path(1, "create", ".sqlite"), HEADER + CREATE + FIFTY_ROWS);
    site.file(
        path(2, "alter", ".sqlite"),
        HEADER
            + """

            ALTER TABLE ledger ADD COLUMN a INT;
            INSERT INTO applied_count (part) VALUES ('2a');
            ALTER TABLE ledger ADD COLUMN b INT;
            INSERT INTO applied_count (part) VALUES ('2b');
            """);
    site.file(
        path(3, "slow", ".sqlite"),
        HEADER
            + """

            INSERT INTO applied_count (part) VALUES ('3');
            UPDATE ledger SET text =
              (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000) SELECT max(i) FROM n);
            ALTER TABLE ledger ADD COLUMN c INT;
            """);
  }

  private static String path(int number, String name, String infix) {
    return "migrations/common/" + VERSIONS.get(number - 1) + "_" + name + infix + ".sql";
  }

  /** How many rows the ledger has, on an engine. */
  static int rows(Engine engine) {
    return engine.isMySqlFamily() ? 25_000 : 50;
  }
}
