package eu.dihya.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenDigestTest {
  private static String digest(String sql, SqlDialect dialect) {
    return TokenDigest.sha256(
        new StringReader(sql.replace("~", "\n").replace("^", "\r\n")), dialect);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "POSTGRESQL | SELECT 1                      | /* a */ SELECT~ 1 -- b~;;",
        "POSTGRESQL | SELECT a~FROM t;              | SELECT a^FROM t",
        "POSTGRESQL | DO $$ a~b $$                  | DO $$ a^b $$",
        "POSTGRESQL | COPY t FROM STDIN;~1~2~\\.~   | COPY t /* x */ FROM STDIN ;^1^2^\\.^",
        "MYSQL      | SELECT 1; SELECT 2            | DELIMITER //~SELECT 1// SELECT 2//~DELIMITER"
            + " ;",
        "MYSQL      | /*!40000 SET a = 1 */         | /*!40000 SET~a=1*/ # x",
        "SQLITE     | SELECT a<=b                   | SELECT a <= b",
      })
  void isBlindToWhatTheServerDoesNotSee(SqlDialect dialect, String one, String other) {
    assertThat(digest(one, dialect)).hasSize(64).isEqualTo(digest(other, dialect));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "POSTGRESQL | SELECT 1                    | SELECT 2",
        "POSTGRESQL | SELECT ab                   | SELECT a b",
        "POSTGRESQL | SELECT a                    | SELECT A",
        "POSTGRESQL | SELECT 'a b'                | SELECT 'a  b'",
        "POSTGRESQL | SELECT 1; SELECT 2          | SELECT 1 SELECT 2",
        "POSTGRESQL | SELECT a @> b               | SELECT a @ > b",
        "POSTGRESQL | DO $$ a -- x~$$             | DO $$ a -- y~$$",
        "POSTGRESQL | COPY t FROM STDIN;~1~\\.~   | COPY t FROM STDIN;~2~\\.~",
        "POSTGRESQL | /*+ a */ SELECT 1           | SELECT 1",
        "MYSQL      | /*!40000 SET a = 1 */       | /*!50000 SET a = 1 */",
        "MYSQL      | /*!40000 SET a = 1 */       | SET a = 1",
      })
  void seesEverythingElse(SqlDialect dialect, String one, String other) {
    assertThat(digest(one, dialect)).isNotEqualTo(digest(other, dialect));
  }

  @Test
  void ofNothingIsThatOfNothing() {
    assertThat(digest("-- a", SqlDialect.SQLITE))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }
}
