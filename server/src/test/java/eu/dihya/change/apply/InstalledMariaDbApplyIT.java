package eu.dihya.change.apply;

import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;
import org.junit.jupiter.api.Tag;

/** Migrations on the MariaDB of the system's package. */
@Tag("system")
class InstalledMariaDbApplyIT extends MariaDbApplyIT {
  @Override
  protected TestServer server() {
    return TestServers.installedMariaDb();
  }
}
