package eu.dihya.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.engine.Capabilities;
import eu.dihya.engine.Place;
import eu.dihya.engine.Session;
import eu.dihya.testing.ServerSql;
import eu.dihya.testing.TestServer;
import eu.dihya.testing.TestServers;
import org.junit.jupiter.api.Test;

class CapabilitiesOfMySqlIT {
  /** The server to run on. */
  protected TestServer server() {
    return TestServers.mariadb();
  }

  @Test
  void aServerLeftAsItComesGivesNoNotice() {
    try (Session session = MySqlPlaces.fresh(server()).connect()) {
      assertThat(session.notices()).isEmpty();
    }
  }

  @Test
  void thePrivilegeIsSeenThroughWhateverGivesIt() {
    Place place = MySqlPlaces.fresh(server());
    Place poor = MySqlAccounts.with(server(), place, "ALL PRIVILEGES");
    String user = poor.credentials().orElseThrow().user();
    try (Session session = poor.connect()) {
      assertThat(session.capabilities().has(Capabilities.Right.PROCESS)).isFalse();
      assertThat(session.capabilities().engine()).isEqualTo(place.target().engine());
      assertThat(session.capabilities().version()).isEqualTo(session.serverVersion());
      assertThat(session.capabilities().database()).isEqualTo(place.target().database());
      assertThat(session.query("SELECT 1 AS n")).hasSize(1);
    }
    new ServerSql(server())
        .execute(
            "CREATE ROLE " + user + "_role",
            "GRANT PROCESS ON *.* TO " + user + "_role",
            "GRANT " + user + "_role TO '" + user + "'@'%'",
            server().engine() == eu.dihya.base.Engine.MARIADB
                ? "SET DEFAULT ROLE " + user + "_role FOR '" + user + "'@'%'"
                : "SET DEFAULT ROLE " + user + "_role TO '" + user + "'@'%'");
    try (Session session = poor.connect()) {
      assertThat(session.capabilities().has(Capabilities.Right.PROCESS)).isTrue();
      assertThat(new MySqlSchemaReader().witnessSeesRebuilds(session)).isTrue();
    }
  }
}
