package eu.dihya.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.engine.SqlFailure;
import eu.dihya.engine.SqlFailure.Kind;
import io.vertx.mysqlclient.MySQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "1062 | Duplicate entry 'secret' for key 'ue' | ue",
        "1062 | Duplicate entry 'secret' for key 'secret' for key 'ue' | ue",
        "1366 | Incorrect integer value: 'secret' for column `a`.`t`.`n` at row 1 | `a`.`t`.`n`",
        "1292 | Incorrect date value: 'secret' for column 'd' at row 1 | 'd'",
        "1292 | Truncated incorrect DOUBLE value: 'se'cret' | DOUBLE",
        "1526 | Table has no partition for value secret | partition",
        "1690 | BIGINT value is out of range in '`a`.`t`.`secret` + 1' | BIGINT",
        "1644 | person secret may not leave | because it may quote rows",
        "1761 | Foreign key constraint for table 't', record 'secret' would lead to a duplicate"
            + " entry | duplicate",
        "1231 | Variable 'sql_mode' can't be set to the value of 'secret' | Variable",
        "1064 | You have an error in your SQL syntax; near 't where 'secret'' at line 1 | `t where"
            + " …`",
        "1064 | You have an error in your SQL syntax; near '7 0612345678 secret' at line 1 | `7 …`",
        "9999 | something new about 'secret' | something new"
      })
  void noValueOfARowComesThrough(int code, String message, String kept) {
    assertThat(failure(code, message).getMessage())
        .contains(kept)
        .contains("[" + code)
        .doesNotContain("secret'");
    assertThat(failure(code, message)).hasNoCause();
    assertThat(failure(code, message).getMessage().replace("`secret`", ""))
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "1048,CONSTRAINT",
    "1451,CONSTRAINT",
    "1452,CONSTRAINT",
    "3819,CONSTRAINT",
    "4025,CONSTRAINT",
    "1205,LOCKED",
    "1213,DEADLOCK",
    "1020,SERIALIZATION",
    "1064,SYNTAX",
    "1142,PRIVILEGE",
    "1227,PRIVILEGE",
    "1050,OBJECT",
    "1051,OBJECT",
    "1146,OBJECT",
    "1060,OBJECT",
    "1061,OBJECT",
    "1091,OBJECT",
    "3024,STATEMENT_TIMEOUT",
    "1969,STATEMENT_TIMEOUT",
    "1317,CANCELLED",
    "1053,CONNECTION_LOST",
    "1927,CONNECTION_LOST",
    "1040,UNREACHABLE",
    "1644,OTHER"
  })
  void everyNumberHasItsKind(int code, Kind kind) {
    assertThat(Failures.kind(code)).isEqualTo(kind);
  }

  @Test
  void namesOfThingsStay() {
    assertThat(failure(1146, "Table 'shop.orders' doesn't exist").getMessage())
        .isEqualTo("Table 'shop.orders' doesn't exist [1146 42000]");
  }

  private static SqlFailure failure(int code, String message) {
    return Failures.of(new MySQLException(message, code, "42000"), "SELECT 1");
  }
}
