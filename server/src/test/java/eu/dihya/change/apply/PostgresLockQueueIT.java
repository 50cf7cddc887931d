package eu.dihya.change.apply;

import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;

class PostgresLockQueueIT extends LockQueueContract {
  @Override
  protected TestServer server() {
    return TestServers.postgresql();
  }
}
