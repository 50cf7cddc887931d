package eu.dihya.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.testing.ServerBinaries;
import eu.dihya.testing.ServerSql;
import eu.dihya.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersIT {
  @TempDir Path directory;

  @Test
  void postgresKeepsItsDataOverAKill() throws IOException {
    ServerSettings settings =
        settings(ServerBinaries.postgresql(), Map.of("schools", List.of("school_a", "school_b")));
    try (PostgresServer first = PostgresServer.start(settings)) {
      sql(first, "schools").execute("CREATE TABLE school_b.pupils (id int PRIMARY KEY)");
      sql(first, "schools").execute("INSERT INTO school_b.pupils VALUES (7)");
      first.kill();
      assertThat(first.isAlive()).isFalse();
    }
    try (PostgresServer second = PostgresServer.start(settings)) {
      assertThat(sql(second, "schools").rows("SELECT id FROM school_b.pupils"))
          .isEqualTo(List.of(List.of("7")));
      assertThat(
              sql(second, "schools")
                  .rows("SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
          .isEqualTo(List.of(List.of("false")));
    }
  }

  @Test
  void mariaDbKeepsItsDataOverAKill() throws IOException {
    ServerSettings settings = settings(ServerBinaries.mariadb(), Map.of("clinic", List.of()));
    try (MariaDbServer first = MariaDbServer.start(settings)) {
      sql(first, "clinic").execute("CREATE TABLE patients (id int PRIMARY KEY)");
      sql(first, "clinic").execute("INSERT INTO patients VALUES (7)");
      first.kill();
      assertThat(first.isAlive()).isFalse();
    }
    try (MariaDbServer second = MariaDbServer.start(settings)) {
      assertThat(sql(second, "clinic").rows("SELECT id FROM patients"))
          .isEqualTo(List.of(List.of("7")));
    }
  }

  /** What is left when our process is killed and the kernel could not tell the server. */
  @Test
  void aServerThatLivesOnIsStoppedByTheNextStart() throws IOException {
    ServerSettings postgres = settings(ServerBinaries.postgresql(), Map.of());
    try (PostgresServer orphan = PostgresServer.start(postgres);
        PostgresServer next = PostgresServer.start(postgres)) {
      assertThat(orphan.isAlive()).isFalse();
      assertThat(next.isAlive()).isTrue();
    }
    ServerSettings maria =
        new ServerSettings(
            ServerBinaries.mariadb(), ServerBinaries.cache(), directory.resolve("maria"), 0);
    try (MariaDbServer orphan = MariaDbServer.start(maria);
        MariaDbServer next = MariaDbServer.start(maria)) {
      assertThat(orphan.isAlive()).isFalse();
      assertThat(next.isAlive()).isTrue();
    }
  }

  @Test
  void aPidFileThatNamesSomebodyElseStopsNobody() throws Exception {
    ServerSettings settings = settings(ServerBinaries.postgresql(), Map.of());
    PostgresServer.start(settings).close();
    Process stranger = new ProcessBuilder("cat").start();
    try {
      Files.writeString(settings.data().resolve("postmaster.pid"), stranger.pid() + "\n");
      PostgresServer.start(settings).close();
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly().waitFor();
    }
  }

  @Test
  void anInterruptedFirstStartIsMadeAgain() throws IOException {
    ServerSettings settings = settings(ServerBinaries.postgresql(), Map.of());
    Files.createDirectories(settings.directory().resolve("data.partial").resolve("base"));
    try (PostgresServer server = PostgresServer.start(settings)) {
      assertThat(server.isAlive()).isTrue();
    }
  }

  @Test
  void passwordsAreAsked() throws IOException {
    try (PostgresServer server =
        PostgresServer.start(settings(ServerBinaries.postgresql(), Map.of()))) {
      TestDatabase wrong =
          new TestDatabase(
              server.engine(), server.host(), server.port(), "postgres", "postgres", "wrong");
      assertThatThrownBy(() -> new ServerSql(wrong).execute("SELECT 1"))
          .hasMessageContaining("password");
      assertThat(server.admin().toString()).doesNotContain(server.admin().password());
    }
  }

  @Test
  void aMissingArchiveIsSaid() {
    ServerSettings settings =
        new ServerSettings(directory.resolve("nothing.jar"), ServerBinaries.cache(), directory, 0);
    assertThatThrownBy(() -> PostgresServer.start(settings))
        .isInstanceOf(ServerStartException.class)
        .hasMessageStartingWith("PostgreSQL could not start: the archive ")
        .hasMessageContaining("nothing.jar is missing");
  }

  @Test
  void anArchiveThatIsNoneIsSaid() throws IOException {
    Path broken = Files.writeString(directory.resolve("broken.jar"), "not a zip");
    ServerSettings settings = new ServerSettings(broken, directory.resolve("cache"), directory, 0);
    assertThatThrownBy(() -> MariaDbServer.start(settings))
        .isInstanceOf(ServerStartException.class)
        .hasMessageStartingWith("MariaDB could not start: cannot unpack ");
    try (var left = Files.list(directory.resolve("cache"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aPortThatIsTakenIsLeftAlone() throws IOException {
    try (ServerSocket taken =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      ServerSettings settings =
          new ServerSettings(
              ServerBinaries.postgresql(),
              ServerBinaries.cache(),
              directory.resolve("server"),
              taken.getLocalPort());
      try (PostgresServer server = PostgresServer.start(settings)) {
        assertThat(server.port()).isNotEqualTo(taken.getLocalPort());
      }
    }
  }

  @Test
  void aServerThatDoesNotComeUpIsSaidWithTheEndOfItsLog() throws IOException {
    ServerSettings settings = settings(ServerBinaries.postgresql(), Map.of());
    PostgresServer.start(settings).close();
    Files.writeString(settings.data().resolve("PG_VERSION"), "9.6\n");
    assertThatThrownBy(() -> PostgresServer.start(settings))
        .isInstanceOf(ServerStartException.class)
        .hasMessageContaining("PostgreSQL version 9.6");
  }

  private ServerSettings settings(Path archive, Map<String, List<String>> databases) {
    return new ServerSettings(
        archive, ServerBinaries.cache(), directory.resolve("server"), 0, databases);
  }

  private static ServerSql sql(EmbeddedServer server, String database) {
    Login login = server.application();
    return new ServerSql(
        new TestDatabase(
            server.engine(),
            server.host(),
            server.port(),
            database,
            login.user(),
            login.password()));
  }
}
