package eu.dihya.engine.postgresql;

import eu.dihya.engine.Capabilities;
import eu.dihya.engine.Classified;
import eu.dihya.engine.Dialect;
import eu.dihya.engine.Tables;
import eu.dihya.sql.Statement;
import eu.dihya.tenants.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How PostgreSQL writes it. A target without a schema of its own lives in {@code public}. */
final class PostgresDialect implements Dialect {
  static String schema(Target target) {
    return target.schema().orElse("public");
  }

  static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  /** Holds whatever {@code standard_conforming_strings} says. */
  static String string(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("PostgreSQL has no texts with a NUL character in them");
    }
    String doubled = text.replace("'", "''");
    return doubled.indexOf('\\') < 0
        ? "'" + doubled + "'"
        : "E'" + doubled.replace("\\", "\\\\") + "'";
  }

  @Override
  public String identifier(String name) {
    return quoted(name);
  }

  @Override
  public String literal(String text) {
    return string(text);
  }

  @Override
  public String table(Target target, String name) {
    return quoted(schema(target)) + "." + quoted(name);
  }

  @Override
  public List<String> createTables(Target target) {
    var statements = new ArrayList<String>();
    target.schema().ifPresent(schema -> statements.add(createSchema(schema)));
    statements.add(
        """
        CREATE TABLE IF NOT EXISTS %s (
          id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          stream text NOT NULL, version text NOT NULL, description text NOT NULL, kind text NOT NULL,
          raw_checksum text NOT NULL, token_checksum text NOT NULL, placeholder_digest text NOT NULL,
          "release" text NOT NULL, rollout text NOT NULL, shape_after text,
          epoch bigint NOT NULL, actor text NOT NULL, tool_version text NOT NULL,
          started_at timestamptz, finished_at timestamptz, head text)\
        """
            .formatted(table(target, Tables.HISTORY)));
    statements.add(
        "CREATE TABLE IF NOT EXISTS %s (id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1), epoch bigint NOT NULL)"
            .formatted(table(target, Tables.FENCE)));
    statements.add(
        "CREATE TABLE IF NOT EXISTS %s (id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1), uuid varchar(36) NOT NULL)"
            .formatted(table(target, Tables.INSTANCE)));
    return List.copyOf(statements);
  }

  @Override
  public String createJournal(Target target) {
    return """
    CREATE TABLE IF NOT EXISTS %s (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      run text NOT NULL, stream text NOT NULL, version text NOT NULL, kind text NOT NULL,
      statement bigint NOT NULL, sha256 text NOT NULL, class text NOT NULL, state text NOT NULL,
      witness_before text NOT NULL, shape_expected text, epoch bigint NOT NULL,
      connection text NOT NULL, actor text NOT NULL, at timestamptz NOT NULL,
      UNIQUE (run, stream, version, kind, statement))\
    """
        .formatted(table(target, Tables.JOURNAL));
  }

  @Override
  public String existence(Target target, String name) {
    return "SELECT 1 AS one WHERE to_regclass(%s) IS NOT NULL"
        .formatted(string(table(target, name)));
  }

  /**
   * {@code IF NOT EXISTS} would ask for the right to create schemas even where the schema stands.
   */
  private static String createSchema(String schema) {
    String create = string("CREATE SCHEMA " + quoted(schema));
    return """
    DO $dihya$ BEGIN
      IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = %s) THEN EXECUTE %s; END IF;
    END $dihya$\
    """
        .formatted(string(schema), create);
  }

  @Override
  public Classified classify(
      Statement statement, boolean transactional, Capabilities capabilities) {
    return PostgresClasses.of(statement, transactional);
  }

  @Override
  public String now() {
    return "clock_timestamp()";
  }

  @Override
  public Optional<String> begun() {
    return Optional.of("transaction_timestamp()");
  }

  @Override
  public String lockRows() {
    return "FOR SHARE";
  }
}
