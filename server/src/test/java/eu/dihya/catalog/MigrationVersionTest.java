package eu.dihya.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationVersionTest {
  @ParameterizedTest
  @CsvSource({
    "1,2,-1",
    "2,10,-1",
    "1,001,0",
    "1.0,1,0",
    "1_0,1.0,0",
    "1.2.1,1.10,-1",
    "1.2,1.2.0.0,0",
    "1.2,1.2.0.1,-1",
    "20250522_1200,20250522_1201,-1",
    "20250522,20250522_0000,0",
    "20250522120000,20250522_1200,1",
    "999999999999999999,1,1"
  })
  void comparesAsAListOfIntegers(String left, String right, int expected) {
    MigrationVersion a = MigrationVersion.of(left);
    MigrationVersion b = MigrationVersion.of(right);
    assertThat(Integer.signum(a.compareTo(b))).isEqualTo(expected);
    assertThat(Integer.signum(b.compareTo(a))).isEqualTo(-expected);
    assertThat(a.equals(b)).isEqualTo(expected == 0);
    assertThat(a.hashCode() == b.hashCode()).isEqualTo(expected == 0);
    assertThat(a).hasToString(left);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "1.", "_1", "1__2", "1-2", "-1", "1000000000000000000000", "1 "})
  void refusesWhatIsNoVersion(String text) {
    assertThat(MigrationVersion.isVersion(text)).isFalse();
    assertThatThrownBy(() -> MigrationVersion.of(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
