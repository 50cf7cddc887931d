package eu.dihya.change.apply;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.SourcePosition;
import eu.dihya.sql.Placeholders;
import eu.dihya.sql.SqlDialect;
import eu.dihya.sql.Statement;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenPlaceTest {
  private static final Map<String, String> VALUES =
      Map.of("a", "x", "long", "a-value-that-is-longer-than-its-name", "q", "it's 𝄞\nhere");

  /** The word {@code HERE} is found where the file has it, whatever the values before it are. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "HERE",
        "SELECT 1,\n  HERE",
        "SELECT ${a}, HERE",
        "SELECT ${long} HERE ${a}",
        "SELECT ${q:literal},\n ${a} -- ${long}\n HERE",
        "SELECT '𝄞', ${a:identifier}, ${long}, ${q:literal}, HERE",
        "SELECT '${a}' HERE '${long}'"
      })
  void isThatOfTheFile(String sql) {
    Statement written = new Statement(1, sql, 17, 5);
    String sent = Placeholders.of(SqlDialect.POSTGRESQL, VALUES).apply(sql, SourcePosition.of("f"));
    int offset = WrittenPlace.offset(written, place(sent), SqlDialect.POSTGRESQL, VALUES);
    assertThat(offset).isEqualTo(place(sql));
  }

  private static int place(String sql) {
    return sql.codePointCount(0, sql.indexOf("HERE")) + 1;
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 9, 20, 43})
  void insideAValueIsThePlaceholder(int sent) {
    Statement written = new Statement(1, "SELECT ${long} FROM t", 1, 1);
    assertThat(WrittenPlace.offset(written, sent, SqlDialect.SQLITE, VALUES)).isEqualTo(8);
  }
}
