package eu.dihya.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TestServersIT {
  static Stream<TestServer> servers() {
    return Stream.of(TestServers.postgresql(), TestServers.mariadb());
  }

  @ParameterizedTest
  @MethodSource("servers")
  void everyDatabaseIsFreshAndBelongsToTheApplication(TestServer server) {
    TestDatabase one = server.createDatabase();
    TestDatabase two = server.createDatabase();
    ServerSql sql = new ServerSql(one);
    sql.execute("CREATE TABLE a (id int PRIMARY KEY)", "INSERT INTO a VALUES (1)");
    new ServerSql(two).execute("CREATE TABLE a (id int PRIMARY KEY)");
    assertThat(sql.rows("SELECT id FROM a")).isEqualTo(List.of(List.of("1")));
    assertThat(new ServerSql(two).rows("SELECT id FROM a")).isEmpty();
  }
}
