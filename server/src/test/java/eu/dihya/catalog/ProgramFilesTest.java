package eu.dihya.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.base.ErrorCode;
import eu.dihya.lint.Finding;
import eu.dihya.lint.Linter;
import eu.dihya.sql.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of migrations that are programs. */
class ProgramFilesTest {
  private static final String HEADER =
      """
      #!/usr/bin/env python3

      # Purpose: fills it,
      #   row by row
      # Impact:  none
      # Rollback: none
      """;
  private static final String IDEM = HEADER + "# migrate:script class=idem\n";

  @TempDir Path temp;
  private Workspace workspace;

  @BeforeEach
  void prepare() throws IOException {
    workspace = new Workspace(temp).up("common/20250101_0900_a.sql", "CREATE TABLE a (id int);");
  }

  private Catalog load() {
    return CatalogLoader.load(temp, workspace.migrations(), EnumSet.allOf(Engine.class), true);
  }

  private MigrationFile loaded(String name, String text) throws IOException {
    workspace.with("common/" + name, text);
    return load().migrations().getLast().variants().getLast();
  }

  private String refusal() {
    try {
      load();
    } catch (DihyaException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.CATALOG);
      return e.text();
    }
    throw new AssertionError("it was not refused");
  }

  @Test
  void aProgramIsReadByItsFirstCommentsAlone() throws IOException {
    MigrationFile file =
        loaded("20250102_0900_fill.py", IDEM + "print(\"it's; -- migrate:down\")\n# migrate:x\n");
    assertThat(file.program())
        .contains(
            new Program(Interpreter.PYTHON, "20250102_0900_fill.py", file.rawChecksum(), true));
    assertThat(file.header().purpose()).contains("fills it, row by row");
    assertThat(file.header().rollback()).contains("none");
    assertThat(file.down()).isEmpty();
    assertThat(file.up().transactional()).isFalse();
    assertThat(loaded("20250103_0900_x.sh", HEADER + "# migrate:script class=ask\n").program())
        .hasValueSatisfying(program -> assertThat(program.mayRunAgain()).isFalse());
  }

  @Test
  void noSqlIsSeenInAProgram() throws IOException {
    MigrationFile file =
        loaded("20250102_0900_fill.py", IDEM + "x = 'it'\"'\"' ${unknown}\nBEGIN;\n");
    Catalog catalog = load();
    assertThat(catalog.summary(file, Engine.MYSQL).placeholders()).isEmpty();
    try (SectionReader reader = catalog.open(file.up(), Engine.POSTGRESQL, Map.of())) {
      Statement only = reader.next();
      assertThat(only.text())
          .isEqualTo("python3 20250102_0900_fill.py sha256:" + file.rawChecksum());
      assertThat(reader.hasNext()).isFalse();
    }
    String before = catalog.summary(file, Engine.SQLITE).tokenChecksum();
    MigrationFile changed = loaded("20250102_0900_fill.py", IDEM + "# a comment\n");
    assertThat(load().summary(changed, Engine.SQLITE).tokenChecksum()).isNotEqualTo(before);
    assertThatThrownBy(() -> catalog.requireUnchanged(file)).hasMessageContaining("has changed");
  }

  @Test
  void aProgramMayServeOneEngineBesideSqlForOthers() throws IOException {
    workspace.with("common/20250101_0900_a.postgresql.sh", IDEM);
    Migration migration = load().migrations().getFirst();
    assertThat(migration.fileFor(Engine.POSTGRESQL).orElseThrow().program()).isPresent();
    assertThat(migration.fileFor(Engine.SQLITE).orElseThrow().program()).isEmpty();
  }

  @Test
  void withoutLeaveEachProgramIsNamedWithTheKey() throws IOException {
    workspace.with("common/20250102_0900_x.sh", IDEM).with("sectors/s/20250103_0900_y.py", IDEM);
    assertThatThrownBy(workspace::load)
        .hasMessageContaining("migrations/common/20250102_0900_x.sh: is a program")
        .hasMessageContaining("migrations/sectors/s/20250103_0900_y.py: is a program")
        .hasMessageContaining("migrations.scripts: on");
  }

  @Test
  void otherProgramsMayStandThere() throws IOException {
    workspace.with("common/helper.sh", "rm -rf /\n");
    assertThat(workspace.load().migrations()).hasSize(1);
    assertThat(load().migrations()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# migrate:script\n",
        "# migrate:script class=IDEM\n",
        "# migrate:script class=idem again\n",
        "# migrate:up\n",
        "# migrate:script class=idem\n# migrate:script class=idem\n",
        "echo\n# migrate:script class=idem\n"
      })
  void whatIsNotDeclaredIsNotRun(String declaration) throws IOException {
    workspace.with("common/20250102_0900_x.sh", HEADER + declaration);
    assertThat(refusal()).contains("migrations/common/20250102_0900_x.sh");
  }

  @Test
  void namesAreThoseOfDihyasConvention() throws IOException {
    workspace.with("common/2025_x.py", IDEM);
    workspace.with("common/20250102_0900_x.oracle.sh", IDEM);
    workspace.with("common/202501020900_y.SH", IDEM);
    workspace.with("common/20250101_0900_a.sh", IDEM);
    assertThat(refusal())
        .contains("2025_x.py: not a name")
        .contains("unknown engine 'oracle'")
        .contains("rename it to '20250102_0900_y.sh'?")
        .contains("20250101_0900_a.sql");
  }

  @Test
  void otherConventionsHaveNoPrograms() throws IOException {
    workspace = new Workspace(temp.resolve("goose"));
    workspace.with("1_a.sql", "-- +goose Up\nSELECT 1;\n").with("2_b.sh", IDEM);
    temp = workspace.root();
    assertThat(refusal()).contains("2_b.sh: is a program").contains("that of goose");
  }

  @Test
  void rulesOfSqlAreNotForProgramsAndIgnoresAre() throws IOException {
    workspace.with(
        "common/20250102_0900_x.sh", "# Purpose: x\n# migrate:script class=idem\nDROP TABLE a;\n");
    assertThat(new Linter(load(), Set.of(Engine.POSTGRESQL)).lint(load().migrations()))
        .filteredOn(finding -> finding.position().file().endsWith(".sh"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("missing-header");
              assertThat(finding.fix()).contains("before the first command, as in '# Impact");
            });
    workspace.with(
        "common/20250102_0900_x.sh",
        "# migrate:script class=idem\n# lint:ignore missing-header it says so itself\n");
    assertThat(new Linter(load(), Set.of(Engine.POSTGRESQL)).lint(load().migrations()))
        .extracting(Finding::position)
        .noneMatch(position -> position.file().endsWith(".sh"));
  }

  @Test
  void theNextVersionIsAfterThatOfAProgram() throws IOException {
    workspace.with("common/20990102_0900_x.sh", IDEM);
    assertThat(
            new NewMigration("common", "next", java.util.Optional.empty())
                .write(temp, workspace.migrations(), java.time.Clock.systemUTC()))
        .allMatch(file -> file.getFileName().toString().compareTo("20990102_0900") > 0)
        .allMatch(Files::exists);
  }
}
