package eu.dihya.engine.postgresql;

import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;
import org.junit.jupiter.api.Nested;

/** All that holds of PostgreSQL, on the newest that is served. */
class Postgres18IT {
  @Nested
  class Contract extends PostgresSessionIT {
    @Override
    protected TestServer server() {
      return TestServers.postgresql18();
    }
  }

  @Nested
  class Driver extends PostgresDriverIT {
    @Override
    protected TestServer server() {
      return TestServers.postgresql18();
    }
  }

  @Nested
  class History extends PostgresHistoryIT {
    @Override
    protected TestServer server() {
      return TestServers.postgresql18();
    }
  }

  @Nested
  class Schema extends PostgresSchemaReaderIT {
    @Override
    protected TestServer server() {
      return TestServers.postgresql18();
    }
  }

  @Nested
  class Seen extends CapabilitiesOfPostgresIT {
    @Override
    protected TestServer server() {
      return TestServers.postgresql18();
    }
  }
}
