package eu.dihya.engine.mysql;

import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** All that holds of the family, on the MariaDB of the system's package. */
@Tag("system")
class InstalledMariaDbIT {
  @Nested
  class Contract extends MySqlSessionContractIT {
    @Override
    protected TestServer server() {
      return TestServers.installedMariaDb();
    }
  }

  @Nested
  class Sessions extends MySqlSessionIT {
    @Override
    protected TestServer server() {
      return TestServers.installedMariaDb();
    }
  }

  @Nested
  class History extends MySqlHistoryIT {
    @Override
    protected TestServer server() {
      return TestServers.installedMariaDb();
    }
  }

  @Nested
  class Schema extends MySqlSchemaReaderIT {
    @Override
    protected TestServer server() {
      return TestServers.installedMariaDb();
    }
  }

  @Nested
  class Seen extends CapabilitiesOfMySqlIT {
    @Override
    protected TestServer server() {
      return TestServers.installedMariaDb();
    }
  }
}
