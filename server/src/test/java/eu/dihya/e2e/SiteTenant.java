package eu.dihya.e2e;

import eu.dihya.base.Engine;
import eu.dihya.testing.ServerSql;
import eu.dihya.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tenant, and its database past the product.
 *
 * @param file of SQLite
 * @param database of the others
 * @param schema of its own, or empty
 */
record SiteTenant(String id, @Nullable Path file, @Nullable TestDatabase database, String schema) {
  static SiteTenant sqlite(String id, Path file) {
    return new SiteTenant(id, file, null, "");
  }

  static SiteTenant on(String id, TestDatabase database) {
    return new SiteTenant(id, null, database, "");
  }

  static SiteTenant inSchema(String id, TestDatabase database, String schema) {
    return new SiteTenant(id, null, database, schema);
  }

  Engine engine() {
    return database == null ? Engine.SQLITE : database.engine();
  }

  String yaml() {
    return yaml(database == null ? "" : "env:" + Site.loginVariable(engine()));
  }

  String yaml(String credentials) {
    return """
    sector: health
    tenants:
      - id: %s
        name: Tenant %s
        region: eu-fr
        target: "%s"
    """
            .formatted(id, id, target())
        + (credentials.isEmpty() ? "" : "    credentials: " + credentials + "\n");
  }

  String target() {
    if (database == null) {
      return "sqlite:" + file;
    }
    return database.address() + (schema.isEmpty() ? "" : "?schema=" + schema);
  }

  /** The name of a table of this tenant, for {@link #rows} and {@link #execute}. */
  String table(String name) {
    return schema.isEmpty() ? name : schema + "." + name;
  }

  /** All rows, each value as text, {@code null} as the word. */
  List<List<String>> rows(String query) {
    return file == null ? sql().rows(query) : sqliteRows(query);
  }

  List<String> column(String query) {
    return rows(query).stream().map(List::getFirst).toList();
  }

  void execute(String... statements) {
    if (file == null) {
      sql().execute(statements);
      return;
    }
    try (Connection connection = open();
        Statement statement = connection.createStatement()) {
      for (String one : statements) {
        statement.execute(one);
      }
    } catch (SQLException e) {
      throw new AssertionError(Arrays.toString(statements), e);
    }
  }

  /**
   * The versions that the target's own history says were applied, in the order in which that
   * happened.
   */
  List<String> history() {
    return isTouched()
        ? column("SELECT version FROM " + table("dihya_schema_history") + " ORDER BY id")
        : List.of();
  }

  /** Whether any table of the product is there, or for SQLite so much as a file. */
  boolean isTouched() {
    if (file != null) {
      return Files.exists(file)
          && !sqliteRows("SELECT 1 FROM sqlite_master WHERE name LIKE 'dihya%'").isEmpty();
    }
    return hasTable("dihya_schema_history") || hasTable("dihya_journal") || hasTable("dihya_fence");
  }

  boolean hasTable(String name) {
    if (file != null) {
      return Files.exists(file)
          && !sqliteRows("SELECT 1 FROM sqlite_master WHERE name = '" + name + "'").isEmpty();
    }
    String schemaName =
        !schema.isEmpty()
            ? "'" + schema + "'"
            : engine() == Engine.POSTGRESQL ? "'public'" : "database()";
    return !rows("SELECT 1 FROM information_schema.tables WHERE table_schema = "
            + schemaName
            + " AND table_name = '"
            + name
            + "'")
        .isEmpty();
  }

  private ServerSql sql() {
    if (database == null) {
      throw new AssertionError(id + " is a file");
    }
    return new ServerSql(database);
  }

  private List<List<String>> sqliteRows(String query) {
    try (Connection connection = open();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(result.getString(i)));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new AssertionError(id + ": " + query, e);
    }
  }

  private Connection open() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file + "?busy_timeout=10000");
  }

  @Override
  public String toString() {
    return id;
  }
}
