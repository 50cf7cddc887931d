package eu.dihya.engine.mysql;

import eu.dihya.engine.HistoryContract;
import eu.dihya.engine.Place;
import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;

class MySqlHistoryIT extends HistoryContract {
  /** The server to run on. */
  protected TestServer server() {
    return TestServers.mariadb();
  }

  @Override
  protected Place newPlace() {
    return MySqlPlaces.fresh(server());
  }
}
