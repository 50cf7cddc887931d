package eu.dihya.testing;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.change.apply.Ground;
import eu.dihya.engine.Session;
import eu.dihya.engine.TestedVersions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is called tested is what the tests start, to the very version that the page names. */
class ServedVersionsIT {
  @Test
  void postgresql() {
    assertThat(version(Ground.on(TestServers.postgresql()))).isEqualTo("15.19");
  }

  @Test
  void postgresql18() {
    assertThat(version(Ground.on(TestServers.postgresql18()))).isEqualTo("18.6");
  }

  @Test
  void mariadb() {
    assertThat(version(Ground.on(TestServers.mariadb()))).isEqualTo("11.4.5");
  }

  @Test
  @Tag("system")
  void installedMariaDb() {
    assertThat(version(Ground.on(TestServers.installedMariaDb()))).startsWith("10.11.");
  }

  @Test
  @Tag("mysql8")
  void mysql8() {
    assertThat(version(Ground.on(TestServers.mysql8()))).isEqualTo("8.0.33");
  }

  @Test
  void sqlite() {
    assertThat(version(Ground.sqlite())).isEqualTo("3.51.3");
  }

  private static String version(Ground ground) {
    try (Session session = ground.connector().open(ground.tenant().target())) {
      assertThat(TestedVersions.of(session.engine(), session.serverVersion()).standing())
          .isEqualTo(TestedVersions.Standing.TESTED);
      assertThat(EnginesPage.started(session.engine()))
          .anyMatch(session.serverVersion()::startsWith);
      return session.serverVersion();
    }
  }
}
