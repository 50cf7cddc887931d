package eu.dihya.chaos;

import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;

class MariaDbTenStatementsIT extends TenStatementsContract {
  @Override
  protected TestServer server() {
    return TestServers.mariadb();
  }
}
