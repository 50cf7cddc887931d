package eu.dihya.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.Engine;
import eu.dihya.testing.ServerBinaries;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class KilledServerIT {
  private static final List<String> NOTHING = List.of("SELECT 1");

  private int starts;

  @Test
  void oneThatCannotStartAgainIsReplacedOnceAndNotTwice() {
    try (KilledServer server = new KilledServer(this::failingEverySecondTime)) {
      server.sql().execute("CREATE DATABASE earlier");
      assertThat(server.killDuring(NOTHING, Duration.ZERO)).isFalse();
      assertThat(server.sql().rows("SHOW DATABASES")).doesNotContain(List.of("earlier"));
      assertThatThrownBy(() -> server.killDuring(NOTHING, Duration.ZERO))
          .isInstanceOf(ServerStartException.class)
          .hasMessageContaining("broken");
    }
  }

  private EmbeddedServer failingEverySecondTime(Path directory) {
    starts++;
    if (starts % 2 == 0) {
      throw new ServerStartException(Engine.MARIADB, "broken");
    }
    return MariaDbServer.start(
        new ServerSettings(ServerBinaries.mariadb(), ServerBinaries.cache(), directory, 0));
  }
}
