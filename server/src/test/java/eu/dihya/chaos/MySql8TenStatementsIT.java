package eu.dihya.chaos;

import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;
import org.junit.jupiter.api.Tag;

@Tag("mysql8")
class MySql8TenStatementsIT extends TenStatementsContract {
  @Override
  protected TestServer server() {
    return TestServers.mysql8();
  }
}
