package eu.dihya.cli;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.app.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {
  private final TestCli cli = new TestCli().at(Instant.parse("2026-03-04T05:06:07Z"));

  @TempDir private Path directory;

  @Test
  void laysOutAWorkspaceAndSaysWhatIsNext() {
    Path workspace = directory.resolve("new");
    TestCli.Result result = cli.runIn(workspace, "init");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out().lines())
        .containsExactly(
            "dihya.yaml",
            "tenants/example.yaml",
            "migrations/common/20260304_0506_create_users.sql",
            ".gitignore");
    assertThat(result.err()).contains("dihya migrate -w " + workspace);
    assertThat(workspace.resolve(".gitignore")).hasContent(".dihya/");
    assertThat(Configuration.load(workspace, Map.of(), Map.of()).values()).isNotEmpty();
  }

  @Test
  void overwritesNothing() throws IOException {
    Files.writeString(directory.resolve("dihya.yaml"), "store: sqlite:mine.db");
    TestCli.Result result = cli.runIn(directory, "init");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("workspace already");
    assertThat(directory.resolve("dihya.yaml")).hasContent("store: sqlite:mine.db");
    assertThat(directory.resolve("tenants")).doesNotExist();
  }

  @Test
  void leavesMigrationsAndTenantsOfAnotherToolAlone() throws IOException {
    Files.createDirectories(directory.resolve("migrations"));
    Files.createDirectories(directory.resolve("tenants"));
    Files.writeString(directory.resolve(".gitignore"), "target/");
    TestCli.Result result = cli.runIn(directory, "init");
    assertThat(result.out().lines()).containsExactly("dihya.yaml", ".gitignore");
    assertThat(directory.resolve("migrations")).isEmptyDirectory();
    assertThat(directory.resolve(".gitignore")).hasContent("target/\n.dihya/");
  }
}
