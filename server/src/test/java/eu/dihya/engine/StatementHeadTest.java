package eu.dihya.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementHeadTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select 1 | 2 | SELECT",
        "  drop   table x | 2 | DROP TABLE",
        "-- drop table | 2 | ''",
        "/* a */ /* b */ create\tindex i | 2 | CREATE INDEX",
        "42 | 1 | ''",
        "/* open | 1 | ''"
      })
  void readsTheFirstWords(String sql, int count, String words) {
    assertThat(StatementHead.words(sql, count)).isEqualTo(words);
  }

  @Test
  void passesOverCommentsOfALineAndAByteOrderMark() {
    assertThat(StatementHead.words("\uFEFF-- a\n--b\r\n Insert into t", 2))
        .isEqualTo("INSERT INTO");
    assertThat(StatementHead.words("-- only a comment", 1)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COMMIT",
        "begin;",
        "/**/END",
        "ROLLBACK",
        "abort",
        "start transaction",
        "PREPARE TRANSACTION 'x'"
      })
  void refusesToPartAChangeFromItsHistory(String sql) {
    assertThatThrownBy(() -> StatementHead.refuseTransactionControl(sql))
        .isInstanceOf(SqlFailure.class)
        .hasMessageContaining("transaction:false");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ROLLBACK TO here",
        "SAVEPOINT x",
        "PREPARE p AS SELECT 1",
        "INSERT INTO t VALUES ('COMMIT')",
        "ENDING"
      })
  void letsTheRestPass(String sql) {
    assertThatCode(() -> StatementHead.refuseTransactionControl(sql)).doesNotThrowAnyException();
  }
}
