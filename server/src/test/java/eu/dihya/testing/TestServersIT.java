package eu.dihya.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TestServersIT {
  static Stream<TestServer> servers() {
    return Stream.of(TestServers.postgresql(), TestServers.postgresql18(), TestServers.mariadb());
  }

  @ParameterizedTest
  @MethodSource("servers")
  void everyDatabaseIsFreshAndBelongsToTheApplication(TestServer server) {
    givesOutFreshDatabases(server);
  }

  @Test
  @Tag("mysql8")
  void soItIsOnMySql8() {
    givesOutFreshDatabases(TestServers.mysql8());
  }

  @Test
  @Tag("system")
  void soItIsOnTheInstalledMariaDb() {
    givesOutFreshDatabases(TestServers.installedMariaDb());
  }

  private static void givesOutFreshDatabases(TestServer server) {
    TestDatabase one = server.createDatabase();
    TestDatabase two = server.createDatabase();
    ServerSql sql = new ServerSql(one);
    sql.execute("CREATE TABLE a (id int PRIMARY KEY)", "INSERT INTO a VALUES (1)");
    new ServerSql(two).execute("CREATE TABLE a (id int PRIMARY KEY)");
    assertThat(sql.rows("SELECT id FROM a")).isEqualTo(List.of(List.of("1")));
    assertThat(new ServerSql(two).rows("SELECT id FROM a")).isEmpty();
  }
}
