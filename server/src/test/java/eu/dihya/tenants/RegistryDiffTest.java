package eu.dihya.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Engine;
import eu.dihya.base.SourcePosition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistryDiffTest {
  private static Tenant tenant(String id, String database, Map<String, String> labels) {
    Target target =
        new Target(
            Engine.MYSQL,
            "db",
            3306,
            database,
            Optional.empty(),
            Optional.of(new SecretRef("env", "DB")),
            false);
    return new Tenant(
        id, id, "s", "", "UTC", "production", TenantState.ACTIVE, target, labels, Map.of());
  }

  private static RegistryEntry entry(Tenant tenant, boolean stateGiven) {
    return new RegistryEntry(tenant, stateGiven, SourcePosition.of("t.yaml"));
  }

  @Test
  void tellsAddedChangedUnchangedAndMissing() {
    Tenant same = tenant("same", "a", Map.of());
    Tenant before = tenant("moved", "b", Map.of("tier", "gold", "old", "1"));
    Tenant after = tenant("moved", "c", Map.of("tier", "silver"));
    Tenant added = tenant("new", "d", Map.of());
    RegistryDiff diff =
        RegistryDiff.of(
            List.of(same, before, tenant("gone", "e", Map.of())),
            List.of(entry(added, false), entry(after, false), entry(same, false)));
    assertThat(diff.added()).containsExactly(added);
    assertThat(diff.unchanged()).containsExactly("same");
    assertThat(diff.missing()).containsExactly("gone");
    assertThat(diff.changed()).hasSize(1);
    assertThat(diff.changed().getFirst().fields())
        .containsExactly(
            new RegistryDiff.FieldChange("labels.old", "1", ""),
            new RegistryDiff.FieldChange("labels.tier", "gold", "silver"),
            new RegistryDiff.FieldChange("target", "mysql://db:3306/b", "mysql://db:3306/c"));
    assertThat(diff.toSave()).containsExactly(added, after);
    assertThat(diff.isEmpty()).isFalse();
  }

  @Test
  void aStateThatTheFileDoesNotGiveStaysAsItIs() {
    Tenant active = tenant("a", "a", Map.of());
    Tenant suspended = active.in(TenantState.SUSPENDED);
    assertThat(RegistryDiff.of(List.of(suspended), List.of(entry(active, false))).isEmpty())
        .isTrue();
    RegistryDiff given = RegistryDiff.of(List.of(suspended), List.of(entry(active, true)));
    assertThat(given.toSave()).containsExactly(active);
    assertThat(given.changed().getFirst().fields())
        .containsExactly(new RegistryDiff.FieldChange("state", "suspended", "active"));
  }
}
