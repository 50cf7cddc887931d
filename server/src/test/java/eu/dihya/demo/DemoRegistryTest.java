package eu.dihya.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import eu.dihya.base.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoRegistryTest {
  @TempDir Path directory;

  @Test
  void sixtyTenantsOnThreeEnginesInThreeSectors() throws IOException {
    List<DemoTenant> tenants = DemoRegistry.read(ExampleMigration.tenants()).tenants();
    assertThat(tenants).extracting(DemoTenant::id).doesNotHaveDuplicates().hasSize(60);
    assertThat(
            tenants.stream()
                .collect(Collectors.groupingBy(DemoTenant::sector, Collectors.counting())))
        .isEqualTo(Map.of("health", 20L, "education", 20L, "ecommerce", 20L));
    assertThat(
            tenants.stream()
                .collect(Collectors.groupingBy(DemoTenant::engine, Collectors.counting())))
        .isEqualTo(Map.of(Engine.SQLITE, 20L, Engine.POSTGRESQL, 20L, Engine.MARIADB, 20L));
    assertThat(tenants).filteredOn(tenant -> tenant.schema().isPresent()).hasSize(4);
    assertThat(tenants)
        .extracting(tenant -> tenant.engine() + tenant.database() + tenant.schema())
        .doesNotHaveDuplicates();
  }

  @Test
  void twoCanariesInEachSectorCoverTheEngines() throws IOException {
    List<String> canaries = new ArrayList<>();
    for (String sector : List.of("health", "education", "ecommerce")) {
      List<JsonNode> found = canaries(sector);
      assertThat(found).as(sector).hasSize(2);
      found.forEach(entry -> canaries.add(entry.path("target").asText().replaceFirst(":.*", "")));
    }
    assertThat(Set.copyOf(canaries)).containsExactlyInAnyOrder("sqlite", "postgresql", "mariadb");
    assertThat(canaries("ecommerce"))
        .extracting(entry -> entry.path("id").asText())
        .contains(DemoTenant.WITH_DUPLICATE_INVOICES);
  }

  private static List<JsonNode> canaries(String sector) throws IOException {
    List<JsonNode> canaries = new ArrayList<>();
    for (JsonNode entry : entries(ExampleMigration.tenants().resolve(sector + ".yaml"))) {
      if (entry.path("labels").path("canary").asText().equals("true")) {
        canaries.add(entry);
      }
    }
    return canaries;
  }

  private static JsonNode entries(Path file) throws IOException {
    return new YAMLMapper().readTree(file.toFile()).path("tenants");
  }

  @Test
  void theTroubledTenantsNeedNoServer() throws IOException {
    assertThat(DemoRegistry.read(ExampleMigration.tenants()).tenants())
        .filteredOn(tenant -> tenant.engine() == Engine.SQLITE)
        .extracting(DemoTenant::id)
        .contains(DemoTenant.DRIFTED, DemoTenant.WITH_DUPLICATE_INVOICES);
  }

  @Test
  void schemasStandInTheirDatabase() throws IOException {
    Map<String, List<String>> databases =
        DemoRegistry.read(ExampleMigration.tenants()).databases(Engine.POSTGRESQL);
    assertThat(databases).hasSize(17);
    assertThat(databases.get("demo_schools")).hasSize(4).contains("ecole_les_peupliers");
    assertThat(databases.get("clinique_lyon")).isEmpty();
  }

  @Test
  void withoutServersOnlyFilesAreLeft() throws IOException {
    DemoRegistry.read(ExampleMigration.tenants()).write(directory, List.of());
    List<DemoTenant> left = DemoRegistry.read(directory).tenants();
    assertThat(left).hasSize(20).allMatch(tenant -> tenant.engine() == Engine.SQLITE);
  }

  @Test
  void namesKeepTheirScript() throws IOException {
    DemoRegistry.read(ExampleMigration.tenants()).write(directory, List.of());
    assertThat(Files.readString(directory.resolve("health.yaml")))
        .contains("مصحة الأطلس", "ⴰⵙⴳⵏⴰⴼ ⵏ ⴰⴳⴰⴷⵉⵔ", "Clinique des Oliviers");
  }
}
