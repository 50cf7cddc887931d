package eu.dihya.engine.mysql;

import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** All that holds of the family, on a real MySQL 8. */
@Tag("mysql8")
class MySql8IT {
  @Nested
  class Contract extends MySqlSessionContractIT {
    @Override
    protected TestServer server() {
      return TestServers.mysql8();
    }
  }

  @Nested
  class Sessions extends MySqlSessionIT {
    @Override
    protected TestServer server() {
      return TestServers.mysql8();
    }
  }

  @Nested
  class History extends MySqlHistoryIT {
    @Override
    protected TestServer server() {
      return TestServers.mysql8();
    }
  }

  @Nested
  class Schema extends MySqlSchemaReaderIT {
    @Override
    protected TestServer server() {
      return TestServers.mysql8();
    }
  }

  @Nested
  class Seen extends CapabilitiesOfMySqlIT {
    @Override
    protected TestServer server() {
      return TestServers.mysql8();
    }
  }
}
