package eu.dihya.engine.sqlite;

import eu.dihya.engine.HistoryContract;
import eu.dihya.engine.Place;
import org.junit.jupiter.api.AfterAll;

class SqliteHistoryIT extends HistoryContract {
  private static final SqliteDriver DRIVER = new SqliteDriver(8);

  @AfterAll
  static void closeDriver() {
    DRIVER.close();
  }

  @Override
  protected Place newPlace() {
    return SqlitePlaces.fresh(DRIVER);
  }
}
