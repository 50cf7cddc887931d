package eu.dihya.engine.sqlite;

import eu.dihya.engine.Place;
import eu.dihya.engine.SessionContract;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

class SqliteSessionIT extends SessionContract {
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
  protected String slowStatement() {
    return "CREATE TABLE slow AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
        + " WHERE i < 2000000000) SELECT max(i) AS m FROM n";
  }

  @Override
  protected String keyColumn() {
    return "id INTEGER PRIMARY KEY";
  }

  /** SQLite reads {@code FRUM} as the column's name. */
  @Override
  protected List<Integer> knownOffsets() {
    return List.of(24);
  }
}
