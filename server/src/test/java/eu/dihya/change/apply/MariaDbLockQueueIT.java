package eu.dihya.change.apply;

import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;

class MariaDbLockQueueIT extends LockQueueContract {
  @Override
  protected TestServer server() {
    return TestServers.mariadb();
  }
}
