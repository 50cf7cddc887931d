package eu.dihya.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Engine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlAtomicityTest {
  @Test
  void aDropOfSeveralTablesBecomesOneDropEach() {
    assertThat(parts("drop /* both */ tables if exists `a,b`, shop.c -- end\n, `x``y`.`z` cascade"))
        .containsExactly(
            "DROP TABLE IF EXISTS `a,b` cascade",
            "DROP TABLE IF EXISTS shop.c cascade",
            "DROP TABLE IF EXISTS `x``y`.`z` cascade");
    assertThat(parts("DROP VIEW v, w")).containsExactly("DROP VIEW v", "DROP VIEW w");
  }

  @Test
  void aReplacedTableIsDroppedAndThenCreated() {
    assertThat(
            parts(
                "CREATE /* x */ OR REPLACE TABLE shop.`a` (id int, note text DEFAULT 'or"
                    + " replace')"))
        .containsExactly(
            "DROP TABLE IF EXISTS shop.`a`",
            "CREATE TABLE shop.`a` (id int, note text DEFAULT 'or replace')");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TABLE a",
        "DROP TEMPORARY TABLE a, b",
        "DROP DATABASE a",
        "RENAME TABLE a TO t, b TO a, t TO b",
        "CREATE OR REPLACE VIEW v AS SELECT 1",
        "CREATE OR REPLACE TEMPORARY TABLE a (id int)",
        "CREATE TABLE a (id int)",
        "/*!50001 DROP VIEW IF EXISTS v */",
        "INSERT INTO t VALUES ('DROP TABLE a, b')",
        ""
      })
  void whatIsAtomicOrCannotBeTakenApartStays(String sql) {
    assertThat(parts(sql)).containsExactly(sql);
  }

  @Test
  void mysqlNeedsNothingTakenApart() {
    assertThat(MySqlAtomicity.parts("DROP TABLE a, b", Engine.MYSQL))
        .containsExactly("DROP TABLE a, b");
  }

  private static List<String> parts(String sql) {
    return MySqlAtomicity.parts(sql, Engine.MARIADB);
  }
}
