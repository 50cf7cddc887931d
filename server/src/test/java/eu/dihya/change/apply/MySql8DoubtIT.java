package eu.dihya.change.apply;

import eu.dihya.testing.TestServers;
import org.junit.jupiter.api.Tag;

@Tag("mysql8")
class MySql8DoubtIT extends MariaDbDoubtIT {
  @Override
  protected Ground newGround() {
    return Ground.at(TestServers.mysql8().createDatabase());
  }
}
