package eu.dihya.demo;

import eu.dihya.base.Engine;
import eu.dihya.testing.ServerSql;
import eu.dihya.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A database that tests speak to past the product's own adapters, with a description of its schema
 * of their own.
 */
sealed interface PlainTarget {
  Engine engine();

  void execute(List<String> statements);

  List<List<String>> rows(String query);

  /** Everything that the engine itself says about the schema; equal lists mean equal schemas. */
  List<List<String>> shape();

  record Postgres(TestDatabase database) implements PlainTarget {
    private static final String SHAPE =
        """
        SELECT 1 AS kind, table_name::text, ordinal_position::int AS place,
               concat_ws(' ', column_name, data_type, character_maximum_length, is_nullable, column_default, is_identity)
          FROM information_schema.columns WHERE table_schema = current_schema()
        UNION ALL SELECT 2, conrelid::regclass::text, 0, conname || ' ' || pg_get_constraintdef(oid)
          FROM pg_constraint WHERE connamespace = current_schema()::regnamespace
        UNION ALL SELECT 3, tablename, 0, indexdef FROM pg_indexes WHERE schemaname = current_schema()
        UNION ALL SELECT 4, viewname, 0, definition FROM pg_views WHERE schemaname = current_schema()
        UNION ALL SELECT 5, tgrelid::regclass::text, 0, pg_get_triggerdef(t.oid)
          FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
          WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace
        UNION ALL SELECT 6, proname, 0, pg_get_functiondef(oid) FROM pg_proc
          WHERE pronamespace = current_schema()::regnamespace
        ORDER BY 1, 2, 3, 4
        """;

    @Override
    public Engine engine() {
      return Engine.POSTGRESQL;
    }

    @Override
    public void execute(List<String> statements) {
      new ServerSql(database).execute(statements);
    }

    @Override
    public List<List<String>> rows(String query) {
      return new ServerSql(database).rows(query);
    }

    /** Without the place, which keeps counting when a column comes back. */
    @Override
    public List<List<String>> shape() {
      return rows(SHAPE).stream().map(row -> List.of(row.get(0), row.get(1), row.get(3))).toList();
    }
  }

  record MariaDb(TestDatabase database) implements PlainTarget {
    @Override
    public Engine engine() {
      return database.engine();
    }

    @Override
    public void execute(List<String> statements) {
      new ServerSql(database).execute(statements);
    }

    @Override
    public List<List<String>> rows(String query) {
      return new ServerSql(database).rows(query);
    }

    @Override
    public List<List<String>> shape() {
      List<String> queries = new ArrayList<>();
      rows("SHOW TABLES")
          .forEach(table -> queries.add("SHOW CREATE TABLE `" + table.getFirst() + "`"));
      queries.add(
          "SELECT trigger_name, event_manipulation, event_object_table, action_timing,"
              + " action_statement FROM information_schema.triggers WHERE trigger_schema ="
              + " DATABASE() ORDER BY 1");
      return new ServerSql(database).rows(queries).stream().map(MariaDb::withoutCounter).toList();
    }

    private static List<String> withoutCounter(List<String> row) {
      return row.stream().map(value -> value.replaceFirst(" AUTO_INCREMENT=\\d+", "")).toList();
    }
  }

  record Sqlite(Path file) implements PlainTarget {
    @Override
    public Engine engine() {
      return Engine.SQLITE;
    }

    @Override
    public void execute(List<String> statements) {
      try (Connection connection = open();
          Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA foreign_keys = ON");
        for (String sql : statements) {
          statement.execute(sql);
        }
      } catch (SQLException e) {
        throw new AssertionError(e.getMessage(), e);
      }
    }

    @Override
    public List<List<String>> rows(String query) {
      List<List<String>> rows = new ArrayList<>();
      try (Connection connection = open();
          Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery(query)) {
        while (result.next()) {
          List<String> row = new ArrayList<>();
          for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            row.add(String.valueOf(result.getString(i)));
          }
          rows.add(row);
        }
      } catch (SQLException e) {
        throw new AssertionError(query + ": " + e.getMessage(), e);
      }
      return rows;
    }

    @Override
    public List<List<String>> shape() {
      return rows("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name");
    }

    private Connection open() throws SQLException {
      return DriverManager.getConnection("jdbc:sqlite:" + file);
    }
  }
}
