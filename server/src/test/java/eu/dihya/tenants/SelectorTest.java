package eu.dihya.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.base.ErrorCode;
import eu.dihya.catalog.MigrationVersion;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class SelectorTest {
  private static final Set<String> LABELS = Set.of("tier", "canary");
  private static final Tenant LYON =
      new Tenant(
          "clinique-lyon",
          "Lyon",
          "health",
          "eu-fr",
          "UTC",
          "production",
          TenantState.ACTIVE,
          new Target(
              Engine.POSTGRESQL, "db", 5432, "lyon", Optional.empty(), Optional.empty(), false),
          Map.of("tier", "gold"),
          Map.of());
  private static final SelectorView MIGRATED =
      new SelectorView(
          LYON, Optional.of(MigrationVersion.of("20250601_0900")), Optional.of("failed"));
  private static final SelectorView NEW = SelectorView.of(LYON.in(TenantState.SUSPENDED));

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/tenants/selectors.csv", delimiter = '|', numLinesToSkip = 1)
  void matchesWhatItSays(String selector, boolean migrated, boolean fresh) {
    Selector parsed = Selector.parse(selector == null ? "" : selector, LABELS);
    assertThat(parsed.test(MIGRATED)).as("the migrated tenant").isEqualTo(migrated);
    assertThat(parsed.test(NEW)).as("the new tenant").isEqualTo(fresh);
    assertThat(Selector.parse(parsed.toString(), LABELS)).hasToString(parsed.toString());
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/tenants/bad-selectors.csv", delimiter = '|', numLinesToSkip = 1)
  void aBadSelectorIsRefusedWithItsPlace(String selector, int column, String message) {
    assertThatThrownBy(() -> Selector.parse(selector, LABELS))
        .isInstanceOfSatisfying(
            DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
        .hasMessageContaining("selector:1:" + column + ": ")
        .hasMessageContaining(message);
  }

  @Test
  void allProblemsAreReportedAtOnce() {
    assertThatThrownBy(() -> Selector.parse("secotr=health  engine=oracle tier<3", LABELS))
        .isInstanceOfSatisfying(
            DihyaException.class,
            e ->
                assertThat(e.problems())
                    .extracting(p -> p.position().column())
                    .containsExactly(1, 16, 30));
  }

  @Test
  void labelsComeFromTheTenants() {
    assertThat(Selector.labelsOf(Set.of(LYON))).containsExactly("tier");
  }
}
