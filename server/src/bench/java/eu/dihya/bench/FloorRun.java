package eu.dihya.bench;

import eu.dihya.base.Engine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The plain driver: one connection a target, one transaction a migration, one row of history in it,
 * and nothing else. Nothing is locked, looked at or verified.
 */
final class FloorRun implements Subject {
  private static final String HISTORY =
      "CREATE TABLE floor_history (version VARCHAR(50) PRIMARY KEY, description VARCHAR(200) NOT"
          + " NULL, installed_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP)";
  private static final String ROW =
      "INSERT INTO floor_history (version, description) VALUES (?, ?)";

  private final int width;

  FloorRun(int width) {
    this.width = width;
  }

  @Override
  public String title() {
    return "floor";
  }

  @Override
  public long run(List<Place> places) {
    List<Migrations.Script> scripts = Migrations.scripts(places.getFirst().engine());
    return Pool.work(width, places, place -> migrate(place, scripts));
  }

  /** Sends the scripts to a place that has none of them. */
  static void migrate(Place place, List<Migrations.Script> scripts) throws SQLException {
    try (Connection connection = place.connect();
        Statement statement = connection.createStatement()) {
      if (place.engine() == Engine.POSTGRESQL && place.schema().isPresent()) {
        connection.setSchema(place.schema().get());
      }
      connection.setAutoCommit(false);
      statement.execute(HISTORY);
      connection.commit();
      try (PreparedStatement row = connection.prepareStatement(ROW)) {
        for (Migrations.Script script : scripts) {
          for (String sql : script.statements()) {
            statement.execute(sql);
          }
          row.setString(1, script.version());
          row.setString(2, script.description());
          row.executeUpdate();
          connection.commit();
        }
      }
    }
  }

  @Override
  public void close() {}
}
