package eu.dihya.engine.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import eu.dihya.engine.SqlFailure.Kind;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresValuesTest {
  @Test
  void valuesTakeThePlacesOfMarksOutsideQuotes() {
    assertThat(
            PostgresValues.filled(
                "SELECT '?', \"a?\", 'it''s ?' FROM t WHERE a = ? AND b IN (?, ?)",
                "it's ?",
                -1L,
                null))
        .isEqualTo(
            "SELECT '?', \"a?\", 'it''s ?' FROM t WHERE a = 'it''s ?' AND b IN ((-1), NULL)");
    assertThat(PostgresValues.filled("SELECT 1")).isEqualTo("SELECT 1");
    assertThat(PostgresValues.filled("SELECT ?, ?, ?", true, 0.5, new byte[] {1, (byte) 255}))
        .isEqualTo("SELECT true, '0.5'::float8, E'\\\\x01ff'::bytea");
    assertThat(PostgresValues.filled("SELECT ?", Instant.EPOCH))
        .isEqualTo("SELECT '1970-01-01T00:00:00Z'::timestamptz");
  }

  @Test
  void aNulCharacterWouldEndTheMessageAndIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PostgresValues.filled("SELECT ?", "a\0b"));
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
