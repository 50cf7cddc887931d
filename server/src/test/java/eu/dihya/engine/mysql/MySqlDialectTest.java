package eu.dihya.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Engine;
import eu.dihya.tenants.Target;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MySqlDialectTest {
  private final MySqlDialect dialect = new MySqlDialect();

  @Test
  void quotesNames() {
    Target target =
        new Target(Engine.MARIADB, "db", 3306, "my`db", Optional.empty(), Optional.empty(), false);
    assertThat(dialect.table(target, "dihya_fence")).isEqualTo("`my``db`.`dihya_fence`");
  }

  @Test
  void quotesTexts() {
    assertThat(dialect.literal("o'hara")).isEqualTo("'o''hara'");
    assertThat(dialect.literal("\\'")).isEqualTo("_utf8mb4 x'5c27'");
  }
}
