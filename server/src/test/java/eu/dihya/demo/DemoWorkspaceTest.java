package eu.dihya.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import eu.dihya.base.Engine;
import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.Migration;
import eu.dihya.tenants.RegistryEntry;
import eu.dihya.tenants.RegistryFiles;
import eu.dihya.tenants.TargetRules;
import eu.dihya.tenants.Tenant;
import java.io.IOException;
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
    workspace.layOut(
        ExampleMigration.migrations(), DemoRegistry.read(ExampleMigration.tenants()), List.of());
  }

  @Test
  void everyMigrationIsThere() {
    assertThat(workspace.exists()).isTrue();
    assertThat(versions(workspace.migrations()))
        .isEqualTo(versions(ExampleMigration.migrations()))
        .hasSize(32);
  }

  private static List<String> versions(Path migrations) {
    return ExampleMigration.catalog(migrations).migrations().stream()
        .map(Migration::historyVersion)
        .toList();
  }

  @Test
  void theFixStaysWhenItIsLaidOutAgain() throws IOException {
    workspace.addFix();
    layOutAgain();
    workspace.addFix();
    assertThat(ExampleMigration.catalog(workspace.migrations()).migrations())
        .filteredOn(migration -> migration.historyVersion().equals(DemoWorkspace.FIX_VERSION))
        .singleElement()
        .satisfies(fix -> assertThat(fix.variants()).hasSize(2));
  }

  @Test
  void theProductReadsItsRegistry() {
    workspace.addTenants(31);
    assertThat(RegistryFiles.load(TargetRules.of(workspace.root()), workspace.tenants()))
        .extracting(entry -> entry.tenant().target().engine())
        .hasSize(20 + 31)
        .containsOnly(Engine.SQLITE);
  }

  @Test
  void noTenantMissesAFileForItsEngine() {
    List<Tenant> tenants =
        RegistryFiles.load(TargetRules.of(ExampleMigration.WORKSPACE), ExampleMigration.tenants())
            .stream()
            .map(RegistryEntry::tenant)
            .toList();
    Catalog catalog = ExampleMigration.catalog(ExampleMigration.migrations());
    assertThat(tenants).hasSize(60);
    for (Tenant tenant : tenants) {
      assertThat(catalog.forTenant(tenant.sector()))
          .as(tenant.id())
          .isNotEmpty()
          .allMatch(migration -> migration.fileFor(tenant.target().engine()).isPresent());
    }
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
  void theVersionBeforeTheRolloutIsTheLastOneBeforeIt() {
    for (String sector : List.of("health", "education", "ecommerce")) {
      List<String> versions =
          ExampleMigration.of(sector, Engine.SQLITE).stream()
              .map(ExampleMigration::version)
              .toList();
      int before = versions.indexOf(DemoWorkspace.VERSION_BEFORE_ROLLOUT);
      assertThat(before).as(sector).isPositive();
      assertThat(DemoWorkspace.ROLLOUT_VERSIONS)
          .as(sector)
          .containsAll(versions.subList(before + 1, versions.size()))
          .contains(versions.get(before + 1));
    }
  }

  @Test
  void everyFileSaysWhyAndHowItIsUndone() {
    assertThat(ExampleMigration.catalog(ExampleMigration.migrations()).migrations())
        .flatExtracting(Migration::variants)
        .allSatisfy(
            file -> {
              assertThat(file.header().purpose()).isPresent();
              assertThat(file.header().impact()).isPresent();
              assertThat(file.header().rollback()).isPresent();
              assertThat(file.down()).isPresent();
              assertThat(file.verify()).isPresent();
            });
  }
}
