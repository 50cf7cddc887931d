package eu.dihya.engine.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SyntaxPositionTest {
  private static final String MESSAGE =
      "You have an error in your SQL syntax; check the manual that corresponds to your MariaDB"
          + " server version for the right syntax to use near '%s' at line %d";

  @Test
  void aShortQuotationReachesToTheEnd() {
    assertThat(offset("SELECT a FRUM a FRUM b", "FRUM b", 1)).isEqualTo(17);
  }

  @Test
  void countsCodePoints() {
    assertThat(offset("SELECT '𐍈é' FRUM b", "FRUM b", 1)).isEqualTo(13);
  }

  @Test
  void aQuotationOfNothingIsTheEnd() {
    assertThat(offset("SELECT", "", 1)).isEqualTo(6);
  }

  @Test
  void theLineDecidesBetweenTwoPlaces() {
    String line = "x".repeat(80);
    String sql = "a\n" + line + "\n" + line + "\nb";
    assertThat(offset(sql, line, 3)).isEqualTo(2 + 81 + 1);
    assertThat(offset(line + " " + line + " c", line, 1)).isZero();
  }

  @Test
  void whatTheServerHasChangedIsNotGuessed() {
    assertThat(offset("SELECT 1", "other text", 1)).isZero();
    assertThat(SyntaxPosition.offset("SELECT 1", "no quotation here")).isZero();
  }

  @Test
  void theMessageKeepsNoLiteral() {
    assertThat(SyntaxPosition.withoutLiterals(MESSAGE.formatted("VALUE ('Amina', 'x", 7)))
        .endsWith("near `VALUE ( …`, line 7")
        .doesNotContain("Amina");
    assertThat(SyntaxPosition.withoutLiterals(MESSAGE.formatted("", 2)))
        .endsWith("at the end of the statement, line 2");
  }

  private static int offset(String sql, String near, int line) {
    return SyntaxPosition.offset(sql, MESSAGE.formatted(near, line));
  }
}
