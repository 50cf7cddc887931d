package eu.dihya.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.store.PostgresStores;
import eu.dihya.testing.ServerSql;
import eu.dihya.testing.TcpProxy;
import eu.dihya.testing.TestDatabase;
import eu.dihya.testing.TestServers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A whole server whose control store is in PostgreSQL. */
class PostgresStoreServerIT {
  private static final int TENANTS = 24;
  private static final Map<String, Object> SLOWLY =
      Map.of("strategy", Map.of("parallel", Map.of("total", 2, "perServer", 2)));

  @TempDir Path directory;
  private final TestDatabase database = PostgresStores.database(TestServers.postgresql());
  private TestWorkspace workspace;

  @BeforeEach
  void layOut() throws IOException {
    workspace = new TestWorkspace(directory).with(TENANTS);
    Files.writeString(
        directory.resolve("login"), database.user() + ":" + database.password() + "\n");
    Files.setPosixFilePermissions(
        directory.resolve("login"), PosixFilePermissions.fromString("rw-------"));
    storeIn(database);
  }

  private void storeIn(TestDatabase place) throws IOException {
    workspace.write("dihya.yaml", "store: " + place.address() + "\nstoreCredentials: file:login\n");
  }

  private static int done(ServerClient client, String id) {
    return client.get("/api/v1/rollouts/" + id).json().at("/counts/done").asInt();
  }

  private static void awaitDone(ServerClient client, String id, int number) {
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(60))
        .until(() -> done(client, id) >= number);
  }

  private void assertEverythingOnce(ServerClient client, String id) throws Exception {
    for (int i = 1; i <= TENANTS; i++) {
      String tenant = "t%03d".formatted(i);
      assertThat(workspace.rows(tenant, "dihya_schema_history")).as(tenant).isEqualTo(1);
    }
    assertThat(done(client, id)).isEqualTo(TENANTS);
    assertThat(client.post("/api/v1/store/check", Map.of()).json().get("ok").asBoolean()).isTrue();
  }

  @Test
  void aRolloutIsCarriedOutOnIt() throws Exception {
    try (DihyaServer server = workspace.serve();
        ServerClient client = TestWorkspace.client(server)) {
      String id = TestWorkspace.start(client, Map.of());
      TestWorkspace.awaitState(client, id, "succeeded");
      assertEverythingOnce(client, id);
    }
    assertThat(directory.resolve(".dihya/control.db")).doesNotExist();
  }

  @Test
  @EnabledIfSystemProperty(named = "dihya.tests.full", matches = "true")
  void aRolloutOutlivesTheLossOfItsStore() throws Exception {
    try (TcpProxy wire = TcpProxy.to(database)) {
      storeIn(wire.through(database));
      try (DihyaServer server = workspace.serve();
          ServerClient client = TestWorkspace.client(server)) {
        RawHttp http = new RawHttp(server.address());
        String id = TestWorkspace.start(client, SLOWLY);
        awaitDone(client, id, 5);
        wire.stall();
        wire.reset();
        RawHttp.Answer answer =
            http.get("/api/v1/rollouts", "Authorization: Bearer " + server.bearer());
        wire.resume();
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).contains("5");
        assertThat(answer.body()).contains("control store", "does not answer");
        TestWorkspace.awaitState(client, id, "succeeded");
        assertEverythingOnce(client, id);
        assertThat(http.get("/healthz/ready").status()).isEqualTo(200);
      }
    }
    assertThat(
            new ServerSql(database)
                .rows("SELECT DISTINCT result FROM dihya.audit WHERE action LIKE 'run.%'"))
        .as("no attempt failed")
        .doesNotContain(List.of("failed"));
  }

  @Test
  @EnabledIfSystemProperty(named = "dihya.tests.full", matches = "true")
  void aSecondServerIsRefused() throws Exception {
    TestWorkspace other = new TestWorkspace(directory.resolve("other")).with(1);
    Files.copy(directory.resolve("login"), directory.resolve("other/login"));
    Files.copy(directory.resolve("dihya.yaml"), directory.resolve("other/dihya.yaml"));
    try (DihyaServer server = workspace.serve()) {
      assertThat(server.address()).isNotNull();
      assertThatThrownBy(other::serve)
          .isInstanceOfSatisfying(
              DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION))
          .hasMessageContaining("another Dihya server works with the control store")
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("workspace " + directory.toAbsolutePath());
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "dihya.tests.full", matches = "true")
  void aServerThatIsKilledGoesOnAtItsNextStart() throws Exception {
    String id = "";
    for (int kill = 1; kill <= 2; kill++) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  System.getProperty("java.class.path"),
                  ServeWorkspace.class.getName(),
                  directory.toString())
              .redirectError(directory.resolve("server.log").toFile())
              .start();
      try {
        String[] there = process.inputReader().readLine().split(" ");
        try (ServerClient client = new ServerClient(URI.create(there[0]), there[1])) {
          id = kill == 1 ? TestWorkspace.start(client, SLOWLY) : id;
          awaitDone(client, id, kill * 5);
        }
      } finally {
        process.destroyForcibly();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      }
    }
    try (DihyaServer server = workspace.serve();
        ServerClient client = TestWorkspace.client(server)) {
      TestWorkspace.awaitState(client, id, "succeeded");
      assertEverythingOnce(client, id);
    }
  }
}
