package eu.dihya.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerFactsTest {
  @ParameterizedTest
  @CsvSource({
    "11.4.5-MariaDB,MARIADB,11.4.5",
    "5.5.5-10.11.6-MariaDB-1:10.11.6+maria~ubu2204-log,MARIADB,10.11.6",
    "8.0.33,MYSQL,8.0.33",
    "8.4.3-commercial,MYSQL,8.4.3"
  })
  void readsFamilyAndVersion(String text, Engine engine, String version) {
    ServerFacts facts = ServerFacts.of(text, 1, "shop", true);
    assertThat(facts.engine()).isEqualTo(engine);
    assertThat(facts.version()).isEqualTo(version);
    assertThatCode(() -> facts.require(engine, "here")).doesNotThrowAnyException();
  }

  @Test
  void refusesTheOtherFamilyAndTheTooOld() {
    ServerFacts maria = ServerFacts.of("11.4.5-MariaDB", 1, "shop", true);
    assertThatThrownBy(() -> maria.require(Engine.MYSQL, "mysql://db:3306/shop"))
        .isInstanceOf(DihyaException.class)
        .hasMessageContaining(
            "mysql://db:3306/shop is declared as mysql, but the server is mariadb 11.4.5");
    assertThatThrownBy(() -> ServerFacts.of("5.7.44", 1, "", true).require(Engine.MYSQL, "x"))
        .hasMessageContaining("the oldest that can be served is 8.0");
    assertThatThrownBy(
            () -> ServerFacts.of("10.5.9-MariaDB", 1, "", true).require(Engine.MARIADB, "x"))
        .hasMessageContaining("10.6");
  }
}
