package eu.dihya.sql;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          postgresql | INSERT INTO t VALUES ('Ann''s', E'a\\'b', $$Bob$$) | INSERT INTO t VALUES ('…', '…', '…')
          postgresql | SELECT "Name" FROM t /* Ann */ -- Bob              | SELECT "Name" FROM t
          mariadb    | INSERT INTO t VALUES ("Ann", 'a\\'Bob', 7)         | INSERT INTO t VALUES ('…', '…', 7)
          mariadb    | SELECT `Name` # Ann                                | SELECT `Name`
          mariadb    | SELECT /*!50000 'Ann', "Bob" */ 1 /*+ X('Ann') */  | SELECT /*!50000 '…', '…' */ 1 /*+ X('…') */
          postgresql | INSERT INTO t VALUES (0612345678, 12345, 9.99)     | INSERT INTO t VALUES (…, 12345, 9.99)
          sqlite     | INSERT INTO t VALUES ('Ann''s Bob')                | INSERT INTO t VALUES ('…')
          postgresql | SELECT 'Ann                                        | SELECT …
          """)
  void showsNoLiteralOfAnyEngine(String engine, String sql, String expected) {
    assertThat(StatementText.oneLine(sql, Engine.fromCode(engine).orElseThrow(), 300))
        .isEqualTo(expected);
  }

  /** Also where its name or its checksum begins like a long number. */
  @Test
  void aProgramIsNamed() {
    String program = "sh 20250201_0900_fill.sh sha256:" + "1234567890abcdef".repeat(4);
    for (Engine engine : Engine.values()) {
      assertThat(StatementText.oneLine(program, engine, 300)).isEqualTo(program);
    }
    assertThat(StatementText.oneLine(program + " 0612345678", Engine.SQLITE, 300))
        .doesNotContain("0612345678");
  }

  @Test
  void linesAreKeptOrNot() {
    assertThat(StatementText.lines("SELECT 1,\n  2", Engine.SQLITE, 300))
        .isEqualTo("SELECT 1,\n  2");
    assertThat(StatementText.oneLine("SELECT 1,\n  2", Engine.SQLITE, 300))
        .isEqualTo("SELECT 1, 2");
    assertThat(StatementText.oneLine("SELECT 1,\n  2", Engine.SQLITE, 6)).isEqualTo("SELECT…");
  }

  /** A pattern that recurses for each character ended the run with a stack overflow here. */
  @Test
  void aLiteralOfMegabytesIsShownAsAnyOther() {
    String sql = "INSERT INTO t VALUES ('" + "x''y".repeat(500_000) + "')";
    assertThat(StatementText.oneLine(sql, Engine.POSTGRESQL, 300))
        .isEqualTo("INSERT INTO t VALUES ('…')");
    assertThat(eu.dihya.base.Redactor.literals(sql)).isEqualTo("INSERT INTO t VALUES ('…')");
  }
}
