package eu.dihya.engine.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.engine.SqlFailure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresValuesTest {
  @Test
  void marksOutsideQuotesAreNumbered() {
    assertThat(
            PostgresValues.numbered(
                "SELECT '?', \"a?\", 'it''s ?' FROM t WHERE a = ? AND b IN (?, ?)"))
        .isEqualTo("SELECT '?', \"a?\", 'it''s ?' FROM t WHERE a = $1 AND b IN ($2, $3)");
    assertThat(PostgresValues.numbered("SELECT 1")).isEqualTo("SELECT 1");
  }

  @Test
  void literalsHoldWhateverTheServersSettings() {
    assertThat(PostgresDialect.string("it's")).isEqualTo("'it''s'");
    assertThat(PostgresDialect.string("a\\'b")).isEqualTo("E'a\\\\''b'");
    assertThat(PostgresDialect.quoted("a\"b")).isEqualTo("\"a\"\"b\"");
  }

  @ParameterizedTest
  @CsvSource({
    "28P01,WRONG_PASSWORD",
    "3D000,NO_SUCH_DATABASE",
    "53300,UNREACHABLE",
    "57P01,CONNECTION_LOST",
    "55P03,LOCKED",
    "40P01,DEADLOCK",
    "40001,SERIALIZATION",
    "42501,PRIVILEGE",
    "42601,SYNTAX",
    "42P01,OBJECT",
    "23505,CONSTRAINT",
    "23503,CONSTRAINT",
    "08006,CONNECTION_LOST",
    "XX000,OTHER"
  })
  void everyStateHasAKind(String state, Kind kind) {
    assertThat(PostgresErrors.kind(state)).isEqualTo(kind);
  }
}
