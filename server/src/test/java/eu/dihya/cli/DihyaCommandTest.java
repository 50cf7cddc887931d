package eu.dihya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DihyaCommandTest {
  private final TestCli cli = new TestCli();

  @ParameterizedTest
  @ValueSource(strings = {"--version", "version", "-V"})
  void printsItsVersionToStandardOutput(String argument) {
    TestCli.Result result = cli.run(argument);
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).startsWith("dihya ");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void withoutCommandIsWrongUsage() {
    TestCli.Result result = cli.run();
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("Usage: dihya").contains("migrate");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void aNounWithoutVerbSaysWhichVerbsItHas() {
    TestCli.Result result = cli.run("tenant");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("'dihya tenant'").contains("suspend");
  }

  @Test
  void anUnknownFlagIsWrongUsageAndSaysWhatWasMeant() {
    TestCli.Result result = cli.run("migrate", "--dry-rum");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("--dry-rum").contains("--dry-run");
  }

  @Test
  void anUnknownCommandIsWrongUsageAndSaysWhatWasMeant() {
    TestCli.Result result = cli.run("migarte");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("migarte").contains("migrate").doesNotContain("\tat ");
  }

  @Test
  void aWrongValueNamesTheFlagAndWhatItTakes() {
    TestCli.Result result = cli.run("migrate", "--on-failure", "stop");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("--on-failure").contains("pause, drain, abort");
    assertThat(cli.run("migrate", "--timeout", "ten").err()).contains("--timeout").contains("10m");
  }

  @Test
  void theFlagsOfAllCommandsStandBeforeAndAfterTheVerb() {
    try (var server = new FakeServer().on("GET /tenants", "{\"items\":[{\"id\":\"acme\"}]}")) {
      var speaking = TestCli.of(server);
      assertThat(speaking.run("-o", "ndjson", "tenant", "list").out())
          .isEqualToIgnoringNewLines("{\"id\":\"acme\"}");
      assertThat(speaking.run("tenant", "-o", "ndjson", "list").out())
          .isEqualToIgnoringNewLines("{\"id\":\"acme\"}");
      assertThat(speaking.run("tenant", "list", "-o", "ndjson").out())
          .isEqualToIgnoringNewLines("{\"id\":\"acme\"}");
    }
  }

  @Test
  void completionIsAScriptThatKnowsTheCommands() {
    TestCli.Result result = cli.run("completion", "bash");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .contains("complete -F")
        .contains("rollout")
        .contains("--detailed-exitcode");
  }

  @Test
  void aFaultOfDihyaShowsNoStackTraceAndIsWrittenDown(@TempDir Path workspace) throws IOException {
    Files.createDirectories(workspace.resolve("migrations"));
    TestCli.Result result = cli.runIn(workspace, "tenant", "list");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .contains("fault of Dihya")
        .contains("faults.log")
        .doesNotContain("\tat ");
    assertThat(workspace.resolve(".dihya/logs/faults.log"))
        .content()
        .contains("where none was expected")
        .contains("\tat ");
  }
}
