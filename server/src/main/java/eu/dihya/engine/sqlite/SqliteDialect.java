package eu.dihya.engine.sqlite;

import eu.dihya.engine.Capabilities;
import eu.dihya.engine.Classified;
import eu.dihya.engine.Dialect;
import eu.dihya.engine.Tables;
import eu.dihya.sql.Statement;
import eu.dihya.tenants.Target;
import java.util.List;

/** How SQLite writes it. Times are ISO 8601 texts in UTC with milliseconds. */
final class SqliteDialect implements Dialect {
  @Override
  public String identifier(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  @Override
  public String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  @Override
  public String table(Target target, String name) {
    return "main." + identifier(name);
  }

  @Override
  public List<String> createTables(Target target) {
    return List.of(
        """
        CREATE TABLE IF NOT EXISTS %s (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          stream TEXT NOT NULL, version TEXT NOT NULL, description TEXT NOT NULL, kind TEXT NOT NULL,
          raw_checksum TEXT NOT NULL, token_checksum TEXT NOT NULL, placeholder_digest TEXT NOT NULL,
          "release" TEXT NOT NULL, rollout TEXT NOT NULL, shape_after TEXT,
          epoch INTEGER NOT NULL, actor TEXT NOT NULL, tool_version TEXT NOT NULL,
          started_at TEXT, finished_at TEXT, head TEXT)\
        """
            .formatted(table(target, Tables.HISTORY)),
        "CREATE TABLE IF NOT EXISTS %s (id INTEGER PRIMARY KEY DEFAULT 1 CHECK (id = 1), epoch INTEGER NOT NULL)"
            .formatted(table(target, Tables.FENCE)),
        "CREATE TABLE IF NOT EXISTS %s (id INTEGER PRIMARY KEY DEFAULT 1 CHECK (id = 1), uuid TEXT NOT NULL)"
            .formatted(table(target, Tables.INSTANCE)));
  }

  @Override
  public String createJournal(Target target) {
    return """
    CREATE TABLE IF NOT EXISTS %s (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      run TEXT NOT NULL, stream TEXT NOT NULL, version TEXT NOT NULL, kind TEXT NOT NULL,
      statement INTEGER NOT NULL, sha256 TEXT NOT NULL, class TEXT NOT NULL, state TEXT NOT NULL,
      witness_before TEXT NOT NULL, shape_expected TEXT, epoch INTEGER NOT NULL,
      connection TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL,
      UNIQUE (run, stream, version, kind, statement))\
    """
        .formatted(table(target, Tables.JOURNAL));
  }

  @Override
  public String existence(Target target, String name) {
    return "SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND name = " + literal(name);
  }

  @Override
  public Classified classify(
      Statement statement, boolean transactional, Capabilities capabilities) {
    return SqliteClasses.of(statement, transactional);
  }

  @Override
  public String now() {
    return "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";
  }

  /** Empty: a transaction that was begun IMMEDIATE already keeps every other writer out. */
  @Override
  public String lockRows() {
    return "";
  }
}
