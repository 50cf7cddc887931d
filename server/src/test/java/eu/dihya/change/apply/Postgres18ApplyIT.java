package eu.dihya.change.apply;

import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;
import org.junit.jupiter.api.Nested;

/** Migrations on the newest PostgreSQL that is served. */
class Postgres18ApplyIT {
  @Nested
  class ApplyInADatabase extends PostgresApplyIT {
    @Override
    protected TestServer server() {
      return TestServers.postgresql18();
    }
  }

  @Nested
  class ApplyInASchema extends PostgresSchemaApplyIT {
    @Override
    protected TestServer server() {
      return TestServers.postgresql18();
    }
  }
}
