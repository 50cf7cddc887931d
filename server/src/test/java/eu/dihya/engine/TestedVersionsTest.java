package eu.dihya.engine;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Engine;
import eu.dihya.engine.TestedVersions.Standing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestedVersionsTest {
  @ParameterizedTest
  @CsvSource({
    "POSTGRESQL, 15.19, TESTED",
    "POSTGRESQL, 15.2, TESTED",
    "POSTGRESQL, 18.6, TESTED",
    "POSTGRESQL, 14.20, OLDER",
    "POSTGRESQL, 17.1, BETWEEN",
    "POSTGRESQL, 19beta1, NEWER",
    "POSTGRESQL, 150.1, NEWER",
    "MYSQL, 8.0.33, TESTED",
    "MYSQL, 8.0, TESTED",
    "MYSQL, 8.4.2, NEWER",
    "MYSQL, 5.7.44, OLDER",
    "MARIADB, 10.11.19, TESTED",
    "MARIADB, 10.6.1, OLDER",
    "MARIADB, 11.3.2, BETWEEN",
    "MARIADB, 11.8.1, NEWER",
    "SQLITE, 3.51.3, TESTED",
    "SQLITE, 3.52.0, NEWER",
    "SQLITE, 3, OLDER",
    "SQLITE, unknown, OLDER"
  })
  void aVersionStandsSomewhere(Engine engine, String version, Standing expected) {
    assertThat(TestedVersions.of(engine, version).standing()).isEqualTo(expected);
  }

  @Test
  void anUntestedOneIsSaidWithThoseThatAreTested() {
    assertThat(TestedVersions.of(Engine.MYSQL, "8.4.2").sentence())
        .isEqualTo("not tested with mysql 8.4.2: it is newer than any that is tested (8.0)");
    assertThat(TestedVersions.of(Engine.POSTGRESQL, "16.4").sentence())
        .isEqualTo("not tested with postgresql 16.4: it is between two that are tested (15, 18)");
    assertThat(TestedVersions.of(Engine.POSTGRESQL, "15.19").sentence()).isEmpty();
  }
}
