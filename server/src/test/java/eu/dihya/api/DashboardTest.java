package eu.dihya.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardTest {
  private final Dashboard dashboard = new Dashboard(Set.of("/icon.svg", "/index.html")::contains);

  @Test
  void servesAFileBesideThePage() {
    assertThat(dashboard.isFile("/icon.svg")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/fleet", "/favicon.ico", "/migrations/1.2_users", "/rollouts/icon.svg", "/tenants/a.b"})
  void everythingElseIsAPlaceWithinThePage(String path) {
    assertThat(dashboard.isFile(path)).isFalse();
  }
}
