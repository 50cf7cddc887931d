package eu.dihya.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LiteralsTest {
  @Test
  void marksBecomeValuesAndTextsStayAsTheyAre() {
    assertThat(Literals.bind("SELECT '?', `a?`, ?, ?, ?", "it's", 7L, null))
        .isEqualTo("SELECT '?', `a?`, 'it''s', 7, NULL");
    assertThat(Literals.bind("SELECT ?, ?", true, Instant.parse("2025-01-02T03:04:05.678901Z")))
        .isEqualTo("SELECT TRUE, '2025-01-02 03:04:05.678901'");
    assertThat(Literals.bind("SELECT ?, ?", 0.5, new byte[] {1, -1}))
        .isEqualTo("SELECT 0.5, x'01ff'");
    assertThat(Literals.bind("SELECT 1 AS `what?`")).isEqualTo("SELECT 1 AS `what?`");
  }

  @Test
  void aValueThatLooksLikeAMarkIsNone() {
    assertThat(Literals.bind("SELECT ?, ?", "?", "$1")).isEqualTo("SELECT '?', '$1'");
  }

  @Test
  void whatASettingCouldReadInAnotherWayIsHexadecimal() {
    assertThat(Literals.bind("SELECT ?", "a\\b")).isEqualTo("SELECT _utf8mb4 x'615c62'");
    assertThat(Literals.bind("SELECT ?", "\u0000")).isEqualTo("SELECT _utf8mb4 x'00'");
    assertThat(Literals.bind("SELECT ?", "\u00e9")).isEqualTo("SELECT _utf8mb4 x'c3a9'");
  }

  @Test
  void marksAndArgumentsAreAsMany() {
    assertThatThrownBy(() -> Literals.bind("SELECT ?", 1L, 2L))
        .hasMessageContaining("more arguments");
    assertThatThrownBy(() -> Literals.bind("SELECT ?, ?", 1L)).hasMessageContaining("more marks");
  }
}
