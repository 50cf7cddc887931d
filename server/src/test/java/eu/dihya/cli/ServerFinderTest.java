package eu.dihya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerFinderTest {
  private final FakeServer server = new FakeServer();
  private final FakeServerProcess own = new FakeServerProcess(server);
  private final List<ServerStarter.Settings> started = new ArrayList<>();
  private final TestCli cli =
      new TestCli()
          .starting(
              settings -> {
                started.add(settings);
                return own;
              });

  @TempDir private Path workspace;

  @BeforeEach
  void prepare() throws IOException {
    Files.createDirectories(workspace.resolve("tenants"));
    server.on("GET /session", "{}").on("GET /rollouts", Bodies.NO_ROLLOUTS);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theServerThatIsNamedIsCalledWithTheTokenOfTheEnvironment() {
    cli.with("DIHYA_TOKEN", FakeServer.TOKEN);
    assertThat(list("--server", server.address().toString()).exitCode()).isZero();
    var headers = server.seen("GET /rollouts").getFirst().headers();
    assertThat(headers).containsEntry("Authorization", List.of("Bearer " + FakeServer.TOKEN));
    assertThat(headers).containsEntry("X-dihya-request", List.of("1"));
    assertThat(started).isEmpty();
  }

  @Test
  void aNamedServerNeedsAToken() {
    TestCli.Result result = list("--server", server.address().toString());
    assertThat(result.exitCode()).isEqualTo(7);
    assertThat(result.err()).contains("DIHYA_TOKEN");
  }

  @Test
  void aWrongTokenIsToldAndNotShown() {
    cli.with("DIHYA_TOKEN", "another-token");
    TestCli.Result result = list("--server", server.address().toString(), "-v");
    assertThat(result.exitCode()).isEqualTo(7);
    assertThat(result.err())
        .contains("sign in first")
        .contains("DIHYA_TOKEN")
        .doesNotContain("another-token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:8080", "ftp://localhost", "http://", "what is this"})
  void anAddressThatIsNoneIsWrongUsage(String address) {
    cli.with("DIHYA_TOKEN", FakeServer.TOKEN);
    TestCli.Result result = list("--server", address);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("http://127.0.0.1:8080");
  }

  @Test
  void theServerThatRunsForTheWorkspaceIsFound() throws IOException {
    serverFile(server.address(), ProcessHandle.current().pid());
    assertThat(list().exitCode()).isZero();
    assertThat(started).isEmpty();
  }

  @Test
  void aServerFileWithoutProcessIsStale() throws IOException {
    serverFile(server.address(), Long.MAX_VALUE);
    TestCli.Result result = list("-v");
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).contains("stale").contains("has ended");
    assertThat(started).hasSize(1);
    assertThat(list().err()).doesNotContain("stale");
  }

  @Test
  void aServerFileWhoseServerDoesNotAnswerIsStale() throws IOException {
    try (var other = new FakeServer()) {
      serverFile(other.address(), ProcessHandle.current().pid());
    }
    assertThat(list("-v").err()).contains("stale").contains("does not answer");
    assertThat(started).hasSize(1);
  }

  @Test
  void aServerFileThatIsNoneIsStale() throws IOException {
    Files.createDirectories(workspace.resolve(".dihya"));
    Files.writeString(workspace.resolve(".dihya/server.json"), "{\"url\":");
    assertThat(list().exitCode()).isZero();
    assertThat(started).hasSize(1);
  }

  @Test
  void elseAServerIsStartedForTheCommandAndEndedWithIt() {
    assertThat(list().exitCode()).isZero();
    assertThat(started)
        .singleElement()
        .satisfies(
            settings -> {
              assertThat(settings.inProcess()).isTrue();
              assertThat(settings.insecure()).isFalse();
              assertThat(settings.workspace()).isEqualTo(workspace);
            });
    assertThat(own.closed()).isTrue();
  }

  @Test
  void whatKeepsAServerFromStartingIsTold() {
    cli.starting(
        settings -> {
          throw new DihyaException(
              ErrorCode.CONFIGURATION, "another process works on this workspace");
        });
    TestCli.Result result = list();
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("another process works on this workspace");
  }

  @Test
  void aWorkspaceThatIsNotThereIsWrongUsage() {
    TestCli.Result result = cli.runIn(workspace.resolve("nowhere"), "rollout", "list");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("there is no directory");
  }

  @Test
  void aDirectoryThatIsNoWorkspaceIsLeftAsItIs() throws IOException {
    Files.delete(workspace.resolve("tenants"));
    TestCli.Result result = list();
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("is no workspace").contains("dihya init -w " + workspace);
    assertThat(workspace).isEmptyDirectory();
  }

  private TestCli.Result list(String... flags) {
    List<String> all = new ArrayList<>(List.of("rollout", "list"));
    all.addAll(List.of(flags));
    return cli.runIn(workspace, all.toArray(String[]::new));
  }

  private void serverFile(URI address, long pid) throws IOException {
    Files.createDirectories(workspace.resolve(".dihya"));
    Files.writeString(
        workspace.resolve(".dihya/server.json"),
        "{\"url\":\"%s\",\"token\":\"%s\",\"pid\":%d}".formatted(address, FakeServer.TOKEN, pid));
  }
}
