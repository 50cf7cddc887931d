package eu.dihya.engine.mysql;

import eu.dihya.base.Engine;
import eu.dihya.demo.EmbeddedServer;
import eu.dihya.demo.InstalledMariaDb;
import eu.dihya.demo.MariaDbServer;
import eu.dihya.demo.MySqlServer;
import eu.dihya.demo.ServerSettings;
import eu.dihya.testing.ServerBinaries;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

class MySqlAtomicityIT {
  @Nested
  class OfMariaDb extends AtomicityContract {
    @Override
    protected EmbeddedServer start(Path directory) {
      return MariaDbServer.start(
          new ServerSettings(ServerBinaries.mariadb(), ServerBinaries.cache(), directory, 0));
    }

    @Override
    protected Engine engine() {
      return Engine.MARIADB;
    }
  }

  @Nested
  @Tag("system")
  class OfTheInstalledMariaDb extends AtomicityContract {
    @Override
    protected EmbeddedServer start(Path directory) {
      return InstalledMariaDb.start(directory);
    }

    @Override
    protected Engine engine() {
      return Engine.MARIADB;
    }
  }

  @Nested
  @Tag("mysql8")
  class OfMySql8 extends AtomicityContract {
    @Override
    protected EmbeddedServer start(Path directory) {
      return MySqlServer.start(ServerBinaries.mysql8(), directory, 0);
    }

    @Override
    protected Engine engine() {
      return Engine.MYSQL;
    }
  }
}
