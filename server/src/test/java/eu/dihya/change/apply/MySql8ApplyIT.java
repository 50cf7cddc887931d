package eu.dihya.change.apply;

import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;
import org.junit.jupiter.api.Tag;

/** Migrations on a real MySQL 8. */
@Tag("mysql8")
class MySql8ApplyIT extends MariaDbApplyIT {
  @Override
  protected TestServer server() {
    return TestServers.mysql8();
  }
}
