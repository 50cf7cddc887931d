package eu.dihya.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import eu.dihya.base.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoWorkspaceTest {
  @TempDir Path directory;
  DemoWorkspace workspace;

  @BeforeEach
  void layOut() throws IOException {
    workspace = new DemoWorkspace(directory.resolve("demo"));
    assertThat(workspace.exists()).isFalse();
    layOutAgain();
  }

  private void layOutAgain() throws IOException {
    workspace.layOut(ExampleMigration.migrations(), DemoRegistry.read(ExampleMigration.tenants()), List.of());
  }

  @Test
  void everyMigrationIsThere() throws IOException {
    assertThat(workspace.exists()).isTrue();
    assertThat(ExampleMigration.in(workspace.migrations()))
        .hasSameSizeAs(ExampleMigration.in(ExampleMigration.migrations()));
  }

  @Test
  void theFixStaysWhenItIsLaidOutAgain() throws IOException {
    workspace.addFix();
    layOutAgain();
    workspace.addFix();
    Path sector = workspace.migrations().resolve("sectors").resolve("ecommerce");
    assertThat(ExampleMigration.in(sector))
        .filteredOn(migration -> migration.version().equals(DemoWorkspace.FIX_VERSION))
        .hasSize(2);
  }

  @Test
  void moreTenantsComeInAllSectors() throws IOException {
    workspace.addTenants(9_940);
    assertThat(template("health")).isEqualTo("health-{00001..03313}");
    assertThat(template("education")).isEqualTo("education-{03314..06626}");
    assertThat(template("ecommerce")).isEqualTo("ecommerce-{06627..09940}");
  }

  private String template(String sector) throws IOException {
    Path file = workspace.tenants().resolve("scale-" + sector + ".yaml");
    return new YAMLMapper().readTree(file.toFile()).at("/tenants/0/template/ids").asText();
  }

  @Test
  void resetLeavesNothing() {
    workspace.reset();
    assertThat(workspace.root()).doesNotExist();
    workspace.reset();
  }

  @Test
  void theVersionBeforeTheRolloutIsTheLastOneBeforeIt() throws IOException {
    for (String sector : List.of("health", "education", "ecommerce")) {
      List<String> versions =
          ExampleMigration.of(sector, Engine.SQLITE).stream().map(ExampleMigration::version).toList();
      int before = versions.indexOf(DemoWorkspace.VERSION_BEFORE_ROLLOUT);
      assertThat(DemoWorkspace.ROLLOUT_VERSIONS)
          .as(sector)
          .containsAll(versions.subList(before + 1, versions.size()))
          .contains(versions.get(before + 1));
    }
  }

  @Test
  void everyFileSaysWhyAndHowItIsUndone() throws IOException {
    for (ExampleMigration migration : ExampleMigration.in(ExampleMigration.migrations())) {
      assertThat(Files.readAllLines(migration.file()).subList(0, 3))
          .as(migration.file().toString())
          .satisfiesExactly(
              line -> assertThat(line).startsWith("-- Purpose:  "),
              line -> assertThat(line).startsWith("-- Impact:   "),
              line -> assertThat(line).startsWith("-- Rollback: "));
    }
  }
}
