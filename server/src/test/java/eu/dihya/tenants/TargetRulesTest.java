package eu.dihya.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetRulesTest {
  @TempDir Path directory;
  private Path workspace;

  @BeforeEach
  void layOut() throws IOException {
    workspace = Files.createDirectories(directory.resolve("w/data")).getParent();
    Files.createDirectories(workspace.resolve(".dihya"));
    Files.createDirectories(directory.resolve("other"));
  }

  private Optional<String> objection(TargetRules rules, String file) {
    String whole = workspace.resolve(file).normalize().toString();
    return rules.objection(
        new Target(Engine.SQLITE, "", 0, whole, Optional.empty(), Optional.empty(), false));
  }

  private void outside(String file) {
    assertThat(objection(TargetRules.of(workspace), file).orElse("allowed"))
        .contains("outside of the workspace", "targets.sqlitePaths");
  }

  @Test
  void aFileIsInTheWorkspaceWhetherItIsThereOrNot() throws IOException {
    Files.createFile(workspace.resolve("data/there.db"));
    for (String file : List.of("a.db", "data/there.db", "no/such/place/b.db", "data/../c.db")) {
      assertThat(objection(TargetRules.of(workspace), file)).isEmpty();
    }
    outside("../x.db");
    outside("../w2/x.db");
    outside("/etc/x.db");
    outside("data/../../x.db");
  }

  @Test
  void linksAreFollowedBeforeItIsDecided() throws IOException {
    Files.createSymbolicLink(workspace.resolve("link"), directory.resolve("other"));
    Files.createFile(directory.resolve("other/x.db"));
    outside("link/x.db");
    outside("link/not/yet.db");
    Files.createSymbolicLink(workspace.resolve("data/f.db"), directory.resolve("other/x.db"));
    outside("data/f.db");
    Files.createSymbolicLink(workspace.resolve("data/g.db"), directory.resolve("other/nothing"));
    assertThat(objection(TargetRules.of(workspace), "data/g.db").orElse(""))
        .contains("cannot be looked at");
    Files.createSymbolicLink(workspace.resolve("inside"), workspace.resolve("data"));
    assertThat(objection(TargetRules.of(workspace), "inside/a.db")).isEmpty();
    Files.createSymbolicLink(directory.resolve("alias"), workspace);
    assertThat(objection(TargetRules.of(directory.resolve("alias")), "data/a.db")).isEmpty();
  }

  @Test
  void otherDirectoriesAreAllowedByNameAndWhatIsDihyasOwnNever() throws IOException {
    Path store = workspace.resolve("store.db");
    var rules =
        new TargetRules(
            workspace,
            HostRules.ANY,
            List.of(directory.resolve("other")),
            List.of(workspace.resolve(".dihya"), store));
    assertThat(objection(rules, "../other/x/y.db")).isEmpty();
    assertThat(objection(rules, "../more/y.db")).isPresent();
    Files.createSymbolicLink(workspace.resolve("data/own"), workspace.resolve(".dihya"));
    for (String own : List.of(".dihya/control.db", "store.db", "data/own/x.db", ".dihya")) {
      assertThat(objection(rules, own).orElse("")).contains("keeps for itself");
    }
  }
}
