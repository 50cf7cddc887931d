package eu.dihya.e2e;

import eu.dihya.base.Engine;
import java.util.List;
import java.util.Map;

/**
 * Migrations that fail on every engine, each in a way of its own that makes the database quote what
 * is in rows or in the statement. Each is of a sector of its own, so that one rollout has them all.
 */
final class LeakyMigrations {
  /** Fails with rows of {@code person}: two of the same address, the second without a name. */
  static final List<String> SECTORS =
      List.of(
          "reference", "raise", "cast", "syntax", "absent", "literal", "check", "unique", "verify");

  private static final String HEADER =
      "-- Purpose: fail\n-- Impact: none\n-- Rollback: none\n-- migrate:up\n";
  private static final String TABLES =
      """
      CREATE TABLE person (id INTEGER PRIMARY KEY, email VARCHAR(120), phone VARCHAR(60), name VARCHAR(120));
      CREATE TABLE named (id INTEGER PRIMARY KEY, email VARCHAR(120), phone VARCHAR(60), name VARCHAR(120) NOT NULL);
      CREATE TABLE brief (id INTEGER PRIMARY KEY, email VARCHAR(120), phone VARCHAR(60), name VARCHAR(120),
        CONSTRAINT brief_phone CHECK (length(phone) < 5));
      CREATE TABLE known (email VARCHAR(120) PRIMARY KEY);
      CREATE TABLE visit (id INTEGER PRIMARY KEY, email VARCHAR(120) NOT NULL REFERENCES known (email));
      CREATE TABLE number (id INTEGER PRIMARY KEY, v INTEGER);
      """;
  private static final Map<Engine, String> TRIGGERS =
      Map.of(
          Engine.POSTGRESQL,
          """
          CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN
            RAISE NOTICE 'asked to change %', OLD.email;
            RAISE EXCEPTION 'cannot change %', OLD.email USING DETAIL = OLD.phone, HINT = OLD.name;
          END $$;
          CREATE TRIGGER person_kept BEFORE UPDATE ON person FOR EACH ROW EXECUTE FUNCTION keep();
          """,
          Engine.MARIADB,
          """
          DELIMITER //
          CREATE TRIGGER person_kept BEFORE UPDATE ON person FOR EACH ROW
          BEGIN
            DECLARE told VARCHAR(128);
            SET told = CONCAT('cannot change ', OLD.email);
            SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = told;
          END//
          DELIMITER ;
          """,
          Engine.SQLITE,
          """
          CREATE TRIGGER person_kept BEFORE UPDATE ON person
          BEGIN
            SELECT RAISE(ABORT, 'cannot change ' || OLD.email);
          END;
          """);

  private LeakyMigrations() {}

  static void writeTables(Site site) {
    site.file("migrations/common/20250101_0000_tables.sql", HEADER + TABLES);
    TRIGGERS.forEach(
        (engine, script) ->
            site.file(path("raise", "20250101_0100_trigger", engine), HEADER + script));
  }

  /** What fails; literals in it are planted. */
  static void writeFailing(Site site, Plants plants) {
    for (String sector : SECTORS) {
      for (Engine engine : TRIGGERS.keySet()) {
        site.file(
            path(sector, "20250202_0000_fail", engine), HEADER + failing(sector, engine, plants));
      }
    }
  }

  private static String path(String sector, String name, Engine engine) {
    return "migrations/sectors/%s/%s.%s.sql".formatted(sector, name, engine.code());
  }

  private static String failing(String sector, Engine engine, Plants plants) {
    return switch (sector) {
      case "unique" -> "CREATE UNIQUE INDEX person_email ON person (email);\n";
      case "absent" -> copy("named");
      case "check" -> copy("brief");
      case "reference" -> "INSERT INTO visit (id, email) SELECT id, email FROM person;\n";
      case "cast" ->
          "INSERT INTO number (id, v) SELECT id, %s FROM person;\n".formatted(cast(engine));
      case "raise" -> "UPDATE person SET phone = NULL;\n";
      case "syntax" ->
          "INSERT INTO number (id, v) VALUES (9 '%s');\n"
              .formatted(plants.password("literal at a syntax error, " + engine));
      case "literal" -> literals(engine, plants);
      default ->
          "INSERT INTO number (id, v) VALUES (5, 5);\n"
              + "-- migrate:verify\n"
              + "SELECT email FROM person;\n";
    };
  }

  private static String copy(String table) {
    return "INSERT INTO %s (id, email, phone, name) SELECT id, email, phone, name FROM person;\n"
        .formatted(table);
  }

  private static String cast(Engine engine) {
    return switch (engine) {
      case POSTGRESQL -> "CAST(name AS INTEGER)";
      case SQLITE -> "json(name)";
      default -> "name";
    };
  }

  /** The first two statements succeed. */
  private static String literals(Engine engine, Plants plants) {
    String quoted =
        switch (engine) {
          case POSTGRESQL -> "$$" + plants.amazigh("dollar-quoted literal") + "$$";
          case SQLITE -> "'" + plants.amazigh("literal of SQLite") + "'";
          default -> "\"" + plants.amazigh("literal in double quotes") + "\"";
        };
    return """
    INSERT INTO known (email) VALUES ('%s');
    INSERT INTO known (email) VALUES ('it''s %s') /* of %s */;
    -- about %s
    INSERT INTO person (id, email, phone, name) VALUES (1, '%s', %s, %s);
    """
        .formatted(
            plants.email("literal that is taken, " + engine),
            plants.french("literal with a quote, " + engine),
            plants.arabic("comment within, " + engine),
            plants.email("comment above, " + engine),
            plants.email("literal that is refused, " + engine),
            plants.number("number literal, " + engine),
            quoted);
  }
}
