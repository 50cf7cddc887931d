package eu.dihya.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Engine;
import eu.dihya.engine.Row;
import eu.dihya.engine.SessionOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreflightTest {
  @Test
  void limitsThatDoNotMatterAreNotSpokenOf() {
    assertThat(notices(Engine.MARIADB, "0.000000", "28800", "0")).isEmpty();
    assertThat(notices(Engine.MARIADB, "3600", "60", "120")).isEmpty();
    assertThat(notices(Engine.MYSQL, "0.0000", "28800", "0")).isEmpty();
  }

  @Test
  void aLimitOfStatementsIsReplacedByOurs() {
    assertThat(notices(Engine.MARIADB, "2.500000", "28800", "0"))
        .containsExactly(
            "max_statement_time is 2500 ms here; Dihya's own limit of 600 s takes its place in its"
                + " sessions");
    assertThat(notices(Engine.MYSQL, "30.0000", "28800", "0"))
        .containsExactly(
            "max_execution_time is 30 s here; Dihya's own limit of 600 s takes its place in its"
                + " sessions");
  }

  @Test
  void limitsOfPausesStay() {
    assertThat(notices(Engine.MARIADB, "0", "10", "5"))
        .hasSize(2)
        .anyMatch(notice -> notice.startsWith("wait_timeout is 10 s here and is left as it is"))
        .anyMatch(notice -> notice.startsWith("idle_transaction_timeout is 5 s here"));
  }

  private static List<String> notices(
      Engine engine, String statement, String idle, String transaction) {
    Row row =
        new Row(
            Map.of(
                "statement_limit",
                statement,
                "idle_limit",
                idle,
                "transaction_limit",
                transaction));
    return Preflight.notices(row, engine, SessionOptions.DEFAULT);
  }
}
