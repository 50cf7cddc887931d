package eu.dihya.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryFilesTest {
  @TempDir Path workspace;

  @Test
  void readsTenantsOverTheDefaultsOfTheirFile() throws IOException {
    write(
        "health.yaml",
        """
        sector: health
        defaults:
          region: eu-fr
          timezone: Europe/Paris
          placeholders: { locale: fr, currency: EUR }
          labels: { tier: silver }
        tenants:
          - id: clinique-lyon
            name: Clinique de Lyon
            target: postgresql://db1.internal/clinique_lyon?schema=care
            credentials: env:CLINIQUE_LYON_DB
            pooler: session
            labels: { tier: gold, canary: true }
            placeholders: { locale: zgh }
          - id: cabinet
            target: sqlite:data/cabinet.db
            environment: staging
            state: suspended
        """);
    List<RegistryEntry> entries = load();
    assertThat(entries)
        .extracting(entry -> entry.tenant().id())
        .containsExactly("cabinet", "clinique-lyon");
    assertThat(entries).extracting(RegistryEntry::stateGiven).containsExactly(true, false);
    assertThat(entries.getLast().tenant())
        .isEqualTo(
            new Tenant(
                "clinique-lyon",
                "Clinique de Lyon",
                "health",
                "eu-fr",
                "Europe/Paris",
                "production",
                TenantState.ACTIVE,
                new Target(
                    Engine.POSTGRESQL,
                    "db1.internal",
                    5432,
                    "clinique_lyon",
                    Optional.of("care"),
                    Optional.of(new SecretRef("env", "CLINIQUE_LYON_DB")),
                    true),
                Map.of("tier", "gold", "canary", "true"),
                Map.of("locale", "zgh", "currency", "EUR")));
    Tenant cabinet = entries.getFirst().tenant();
    assertThat(cabinet.name()).isEqualTo("cabinet");
    assertThat(cabinet.environment()).isEqualTo("staging");
    assertThat(cabinet.state()).isEqualTo(TenantState.SUSPENDED);
    assertThat(cabinet.target().database())
        .isEqualTo(workspace.resolve("data/cabinet.db").toAbsolutePath().toString());
    assertThat(entries.getFirst().position()).hasToString("tenants/health.yaml:15:9");
  }

  @Test
  void aTemplateIsOneTenantForEachId() throws IOException {
    write(
        "schools.yml",
        """
        sector: education
        tenants:
          - template: { ids: "school-{008..011}", name: "School {id}", target: "mysql://db2:3307/{id}",
              credentials: "file:secrets/{id}", placeholders: { host: "{id}.example" } }
        """);
    List<Tenant> tenants = load().stream().map(RegistryEntry::tenant).toList();
    assertThat(tenants)
        .extracting(Tenant::id)
        .containsExactly("school-008", "school-009", "school-010", "school-011");
    Tenant last = tenants.getLast();
    assertThat(last.name()).isEqualTo("School school-011");
    assertThat(last.target().address()).isEqualTo("mysql://db2:3307/school-011");
    assertThat(last.target().credentials()).contains(new SecretRef("file", "secrets/school-011"));
    assertThat(last.placeholders()).containsEntry("host", "school-011.example");
  }

  @Test
  void aWorkspaceWithoutTheDirectoryHasNoTenants() {
    assertThat(RegistryFiles.load(TargetRules.of(workspace), workspace.resolve("tenants")))
        .isEmpty();
  }

  @Test
  void aFileThatIsNotWhereItsLinkPointsIsAProblemAndNotAnEmptyRegistry() throws IOException {
    write("a.yaml", "sector: a\ntenants:\n  - { id: x, target: 'sqlite:x.db' }\n");
    Files.createSymbolicLink(
        workspace.resolve("tenants").resolve("b.yaml"), Path.of("nowhere.yaml"));
    assertThatThrownBy(this::load)
        .hasMessageContaining("tenants/b.yaml: cannot be read: there is no such file");
  }

  @Test
  void theSameIdOrTargetTwiceIsNamedWithBothPlaces() throws IOException {
    write(
        "a.yaml",
        "sector: a\n"
            + "tenants:\n"
            + "  - { id: x, target: 'sqlite:x.db' }\n"
            + "  - { id: y, target: 'sqlite:y.db' }\n");
    write(
        "b.yaml",
        "sector: b\n"
            + "tenants:\n"
            + "  - { id: x, target: 'sqlite:z.db' }\n"
            + "  - { id: w, target: 'sqlite:./y.db' }\n");
    assertThatThrownBy(this::load)
        .isInstanceOf(DihyaException.class)
        .hasMessage(
            """
            tenants/b.yaml:3:11: the tenant 'x' stands already in tenants/a.yaml:3:11
            tenants/b.yaml:4:11: the tenant 'w' has the same target as 'y' in tenants/a.yaml:4:11; each tenant needs a database or a schema of its own\
            """);
  }

  @Test
  void allProblemsOfAllFilesAreReportedAtOnce() throws IOException {
    write("a.yaml", "sectr: health\ntenants: []\n");
    write("b.yaml", "sector: b\ntenants: [\n");
    write(
        "c.yaml",
        """
        sector: c
        defaults: { timezone: Europe/Pariss }
        tenants:
          - { id: x, target: 'sqlite:x.db' }
          - { id: y, target: 'sqlite:y.db' }
        """);
    assertThatThrownBy(this::load)
        .isInstanceOfSatisfying(
            DihyaException.class,
            e ->
                assertThat(e.problems())
                    .extracting(problem -> problem.position().toString())
                    .containsExactly(
                        "tenants/a.yaml:1:1",
                        "tenants/a.yaml:1:1",
                        "tenants/b.yaml:3:1",
                        "tenants/c.yaml:2:23"))
        .hasMessageContaining("unknown key 'sectr' (did you mean 'sector'?)")
        .hasMessageContaining("did you mean 'Europe/Paris'?");
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/tenants/bad-entries.csv", delimiter = '|', numLinesToSkip = 1)
  void aBadEntryIsRefusedWithItsPlace(String entry, String position, String message)
      throws IOException {
    write("t.yaml", "sector: s\ntenants:\n  - " + entry.replace("\\n", "\n    ") + "\n");
    assertThatThrownBy(this::load)
        .isInstanceOf(DihyaException.class)
        .hasMessageContaining("tenants/t.yaml:" + position + ": ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ id: x, target: 'postgresql://admin:hunter2@db/x', credentials: 'env:X' }",
        "{ id: x, target: 'postgresql://db/x?password=hunter2', credentials: 'env:X' }",
        "{ id: x, target: 'postgresql://db/x', credentials: 'admin:hunter2' }",
        "{ id: x, target: 'postgresql://db:hunter2/x', credentials: 'env:X' }",
        "{ id: x, target: 'hunter2', credentials: 'env:X' }",
        "{ id: x, target: 'mysql://db/x@hunter2', credentials: 'env:X' }",
      })
  void whatMayBeASecretIsNeverShown(String entry) throws IOException {
    write("t.yaml", "sector: s\ntenants:\n  - " + entry + "\n");
    assertThatThrownBy(this::load)
        .isInstanceOf(DihyaException.class)
        .message()
        .doesNotContain("hunter2");
  }

  private List<RegistryEntry> load() {
    return RegistryFiles.load(TargetRules.of(workspace), workspace.resolve("tenants"));
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(workspace.resolve("tenants"));
    Files.writeString(workspace.resolve("tenants").resolve(name), text);
  }
}
