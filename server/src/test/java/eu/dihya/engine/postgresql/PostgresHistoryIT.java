package eu.dihya.engine.postgresql;

import eu.dihya.engine.HistoryContract;
import eu.dihya.engine.Place;
import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

class PostgresHistoryIT extends HistoryContract {
  /** The server to run on. */
  protected TestServer server() {
    return TestServers.postgresql();
  }

  @Override
  protected Place newPlace() {
    return PostgresPlaces.fresh(server());
  }

  /** The same in a schema that does not exist yet. */
  @Nested
  class InASchema extends HistoryContract {
    @Override
    protected Place newPlace() {
      return PostgresPlaces.in(server().createDatabase(), Optional.of("École \"1\""));
    }
  }
}
