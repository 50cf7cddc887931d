package eu.dihya.security;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.testing.RightsTable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RoleTest {
  @Test
  void eachMayDoWhatTheDocumentationSays() throws IOException {
    Map<String, Set<String>> known = new TreeMap<>();
    for (Role role : Role.ofPeople()) {
      known.put(
          role.code(),
          Arrays.stream(Permission.values())
              .filter(role::may)
              .map(Permission::code)
              .collect(Collectors.toSet()));
    }
    assertThat(known).isEqualTo(RightsTable.read());
  }

  @Test
  void theProductItselfCallsNoApi() {
    assertThat(Permission.values()).noneMatch(Role.SYSTEM::may);
    assertThat(Role.of("system")).isEmpty();
    assertThat(Role.of("SYSTEM")).isEmpty();
  }

  @Test
  void oneCoversAnotherThatMayDoNothingMore() {
    assertThat(Role.ofPeople()).allMatch(Role.PLATFORM_ADMIN::covers);
    assertThat(Role.SECURITY.covers(Role.AUDITOR)).isTrue();
    assertThat(Role.SECURITY.covers(Role.OPERATOR)).isFalse();
    assertThat(Role.OPERATOR.covers(Role.SECURITY)).isFalse();
    assertThat(Role.VIEWER.covers(Role.VIEWER)).isTrue();
  }
}
