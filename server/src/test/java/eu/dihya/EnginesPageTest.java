package eu.dihya;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Engine;
import eu.dihya.engine.TestedVersions;
import eu.dihya.engine.mysql.MySqlAtomicity;
import eu.dihya.testing.EnginesPage;
import eu.dihya.testing.EnginesPage.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The table of claims says of each engine what the code does, and nothing else. */
class EnginesPageTest {
  private static final Map<String, Function<Column, String>> CLAIMS = claims();

  private static Map<String, Function<Column, String>> claims() {
    Map<String, Function<Column, String>> claims = new LinkedHashMap<>();
    claims.put(
        "a migration and its history row are one transaction", transactional("no, journalled"));
    claims.put("dry run on the target itself", transactional("no"));
    claims.put("`DROP TABLE a, b`", column -> parts(column, "DROP TABLE a, b"));
    claims.put("`RENAME TABLE a TO b, c TO a`", mysql("RENAME TABLE a TO b, c TO a"));
    claims.put("`CREATE OR REPLACE TABLE a …`", mariadb("CREATE OR REPLACE TABLE a (id int)"));
    return claims;
  }

  private static Function<Column, String> transactional(String otherwise) {
    return column -> column.engine().hasTransactionalDdl() ? "yes" : otherwise;
  }

  private static Function<Column, String> mysql(String sql) {
    return column -> column.engine().isMySqlFamily() ? parts(column, sql) : "–";
  }

  private static Function<Column, String> mariadb(String sql) {
    return column -> column.engine() == Engine.MARIADB ? parts(column, sql) : "–";
  }

  private static String parts(Column column, String sql) {
    if (column.engine() == Engine.SQLITE) {
      return "–";
    }
    boolean whole =
        !column.engine().isMySqlFamily() || MySqlAtomicity.parts(sql, column.engine()).size() == 1;
    return whole ? "whole" : "taken apart";
  }

  @Test
  void thereIsAColumnForEachTestedSeries() {
    List<Column> columns = new ArrayList<>();
    for (Engine engine : Engine.values()) {
      TestedVersions.series(engine).forEach(series -> columns.add(new Column(engine, series)));
    }
    assertThat(EnginesPage.row("started in tests as").keySet())
        .containsExactlyInAnyOrderElementsOf(columns);
  }

  @Test
  void theVersionsThatAreStartedAreOfTheirSeries() {
    EnginesPage.row("started in tests as")
        .forEach((column, started) -> assertThat(started).startsWith(column.series()));
  }

  @Test
  void eachClaimIsWhatTheCodeDoes() {
    CLAIMS.forEach(
        (claim, expected) ->
            EnginesPage.row(claim)
                .forEach(
                    (column, cell) ->
                        assertThat(cell)
                            .as("%s: %s", column, claim)
                            .isEqualTo(expected.apply(column))));
  }

  @Test
  void noClaimStandsThereUnchecked() {
    List<String> checked = new ArrayList<>(List.of("started in tests as"));
    checked.addAll(CLAIMS.keySet());
    assertThat(EnginesPage.rows()).containsExactlyInAnyOrderElementsOf(checked);
  }
}
