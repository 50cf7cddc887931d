package eu.dihya.change.apply;

import eu.dihya.testing.TestServers;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

class CopiedRowsIT {
  @Nested
  class OnPostgresql extends CopiedRowsBesideWritersContract {
    @Override
    protected Ground newGround() {
      return Ground.postgresql();
    }
  }

  @Nested
  class OnSqlite extends CopiedRowsContract {
    @Override
    protected Ground newGround() {
      return Ground.sqlite();
    }
  }

  @Nested
  class OnMariaDb extends CopiedRowsBesideWritersContract {
    @Override
    protected Ground newGround() {
      return Ground.mariadb();
    }
  }

  @Nested
  @Tag("mysql8")
  class OnMySql8 extends CopiedRowsBesideWritersContract {
    @Override
    protected Ground newGround() {
      return Ground.on(TestServers.mysql8());
    }
  }
}
