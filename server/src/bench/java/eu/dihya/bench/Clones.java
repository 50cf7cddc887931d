package eu.dihya.bench;

import eu.dihya.base.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Many schemas that are up to date, in much less time than their tool would take: it migrates the
 * first, and the others get the same statements and a copy of its history.
 */
final class Clones {
  private static final int WIDTH = 4;

  private Clones() {}

  /** Brings empty schemas of one database up to date. */
  static void of(Subject tool, List<Place> places) throws SQLException {
    tool.run(places.subList(0, 1));
    add(places.getFirst(), places.subList(1, places.size()));
  }

  /** Brings empty schemas up to date like a first one, which is. */
  static void add(Place first, List<Place> others) throws SQLException {
    List<String> tables = history(first);
    List<Migrations.Script> scripts = Migrations.scripts(Engine.POSTGRESQL);
    Pool.work(WIDTH, others, place -> add(first, place, scripts, tables));
    try (Connection connection = first.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("ANALYZE");
    }
  }

  private static List<String> history(Place first) throws SQLException {
    try (Connection connection = first.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT tablename FROM pg_tables WHERE schemaname = '%s'
                AND (tablename LIKE 'dihya\\_%%' OR tablename LIKE 'flyway\\_%%')
                """
                    .formatted(first.schema().orElseThrow()))) {
      List<String> tables = new ArrayList<>();
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
      return tables;
    }
  }

  private static void add(
      Place first, Place place, List<Migrations.Script> scripts, List<String> tables)
      throws SQLException {
    String from = first.schema().orElseThrow();
    String to = place.schema().orElseThrow();
    try (Connection connection = place.connect();
        Statement statement = connection.createStatement()) {
      connection.setSchema(to);
      statement.execute("SET synchronous_commit = off");
      connection.setAutoCommit(false);
      for (Migrations.Script script : scripts) {
        for (String sql : script.statements()) {
          statement.execute(sql);
        }
      }
      for (String table : tables) {
        statement.execute(
            "CREATE TABLE %1$s.%3$s (LIKE %2$s.%3$s INCLUDING ALL)".formatted(to, from, table));
        statement.execute(
            "INSERT INTO %1$s.%3$s OVERRIDING SYSTEM VALUE SELECT * FROM %2$s.%3$s"
                .formatted(to, from, table));
      }
      if (tables.contains("dihya_instance")) {
        statement.execute("UPDATE dihya_instance SET uuid = gen_random_uuid()::text");
      }
      connection.commit();
    }
  }
}
