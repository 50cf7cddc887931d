package eu.dihya.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.base.SourcePosition;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholdersTest {
  private static final Map<String, String> VALUES =
      Map.ofEntries(
          Map.entry("tenant.id", "clinique-lyon"),
          Map.entry("schema", "s_1"),
          Map.entry("minus", "-1"),
          Map.entry("dashes", "1--"),
          Map.entry("trailing", "a-"),
          Map.entry("e", "E"),
          Map.entry("quote", "o'x\\"),
          Map.entry("name", "a\"b`c"),
          Map.entry("dollars", "a$$b"),
          Map.entry("empty", ""),
          Map.entry("nul", "a\0b"));

  private static String apply(String sql, SqlDialect dialect) {
    return Placeholders.of(dialect, VALUES).apply(sql, new SourcePosition("a.sql", 3, 5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "POSTGRESQL | SELECT 1                          | SELECT 1",
        "POSTGRESQL | SELECT * FROM ${schema}.t_${schema} | SELECT * FROM s_1.t_s_1",
        "POSTGRESQL | '${tenant.id}' \"${schema}\"      | 'clinique-lyon' \"s_1\"",
        "POSTGRESQL | $$ x ${schema} '${schema}' $$     | $$ x s_1 's_1' $$",
        "POSTGRESQL | $a$ it's ${schema} $a$            | $a$ it's s_1 $a$",
        "POSTGRESQL | $$ ${quote:literal} $$            | $$ 'o''x\\' $$",
        "POSTGRESQL | -- ${unknown}                     | -- ${unknown}",
        "POSTGRESQL | 1 /* ${unknown} */ + ${minus}     | 1 /* ${unknown} */ + -1",
        "POSTGRESQL | /*+ ${schema} */ SELECT 1         | /*+ s_1 */ SELECT 1",
        "POSTGRESQL | (${quote:literal}, ${name:identifier}) | ('o''x\\', \"a\"\"b`c\")",
        "POSTGRESQL | ${schema:identifier}.${name:identifier} | \"s_1\".\"a\"\"b`c\"",
        "POSTGRESQL | '{\"a\": ${}}' ${ schema } ${}    | '{\"a\": ${}}' ${ schema } ${}",
        "POSTGRESQL | ${empty:literal}                  | ''",
        "MYSQL      | (${quote:literal}, ${name:identifier}) | ('o''x\\\\', `a\"b``c`)",
        "MYSQL      | /*!40000 SET x = ${quote:literal}, y = '${schema}' */ | /*!40000 SET x ="
            + " 'o''x\\\\', y = 's_1' */",
        "MYSQL      | `t_${schema}` t_${schema} \"${schema}\" | `t_s_1` t_s_1 \"s_1\"",
        "SQLITE     | (${quote:literal}, ${name:identifier}, [${schema}]) | ('o''x\\',"
            + " \"a\"\"b`c\", [s_1])",
      })
  void inserts(SqlDialect dialect, String sql, String expected) {
    assertThat(apply(sql, dialect)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "POSTGRESQL | SELECT ${shema}             | 3:12 | the placeholder ${shema} has no value"
            + " (did you mean 'schema'?)",
        "POSTGRESQL | SELECT 1,_ '${missing}'     | 4:3  | the placeholder ${missing} has no value",
        "POSTGRESQL | SELECT 'a_b_c${missing}'    | 5:2  | the placeholder ${missing} has no value",
        "POSTGRESQL | $$ 1_ _ ${missing} $$       | 5:2  | the placeholder ${missing} has no value",
        "POSTGRESQL | SELECT ${quote}             | 3:12 | ${quote}: the value may only have"
            + " letters",
        "POSTGRESQL | SELECT '${quote}'           | 3:13 | ${quote}: the value may only have"
            + " letters",
        "POSTGRESQL | SELECT ${empty}             | 3:12 | ${empty}: the value may only have"
            + " letters",
        "POSTGRESQL | SELECT '${schema:literal}'  | 3:13 | ${schema:literal}: this form adds"
            + " quotes",
        "POSTGRESQL | $$ '${schema:literal}' $$   | 3:9  | ${schema:literal}: this form adds"
            + " quotes",
        "POSTGRESQL | $$ it's ${schema:literal} $$ | 3:13 | ${schema:literal}: this form adds"
            + " quotes",
        "POSTGRESQL | SELECT E${quote:literal}    | 3:13 | ${quote:literal}: this form must not"
            + " touch a word",
        "POSTGRESQL | SELECT U&${quote:literal}   | 3:14 | ${quote:literal}: this form must not"
            + " touch a word",
        "POSTGRESQL | SELECT E'a'_${quote:literal} | 4:1 | ${quote:literal}: this form must not"
            + " touch a word",
        "POSTGRESQL | SELECT ${quote:literal}'b'  | 3:12 | ${quote:literal}: this form must not"
            + " touch a word",
        "POSTGRESQL | $$ ${dollars:literal} $$    | 3:8  | ${dollars:literal}: the value contains"
            + " the dollar quote",
        "POSTGRESQL | SELECT ${dashes} + 1        | 3:12 | ${dashes}: the value would begin a"
            + " comment",
        "POSTGRESQL | SELECT 1 -${minus}          | 3:15 | ${minus}: the value would begin a"
            + " comment",
        "POSTGRESQL | SELECT ${trailing}-1        | 3:12 | ${trailing}: the value would begin a"
            + " comment",
        "POSTGRESQL | SELECT ${e}'a\\'            | 3:12 | ${e}: the value would become the prefix",
        "POSTGRESQL | SELECT ${schema:text}       | 3:12 | ${schema:text}: there is no form 'text'",
        "POSTGRESQL | SELECT ${schema:literl}     | 3:12 | ${schema:literl}: there is no form"
            + " 'literl', only literal and identifier (did",
        "MYSQL      | 1 /*!4_ SET ${missing} */   | 4:6  | the placeholder ${missing} has no value",
        "SQLITE     | SELECT ${empty:identifier}  | 3:12 | ${empty:identifier}: the value is empty",
        "SQLITE     | SELECT ${nul:literal}       | 3:12 | ${nul:literal}: the value is empty or"
            + " has a NUL",
        "SQLITE     | SELECT [${schema:identifier}] | 3:13 | ${schema:identifier}: this form adds"
            + " quotes",
      })
  void refuses(SqlDialect dialect, String sql, String position, String reason) {
    assertThatThrownBy(() -> apply(sql.replace('_', '\n'), dialect))
        .isInstanceOf(DihyaException.class)
        .hasMessageStartingWith("a.sql:" + position + ": " + reason);
  }

  @Test
  void namesEveryProblemAtOnce() {
    assertThatThrownBy(
            () -> apply("SELECT ${a}, ${b:c}, '${quote}', ${schema:nope}", SqlDialect.SQLITE))
        .hasMessageContainingAll("3:12", "3:18", "3:27", "3:38");
  }

  @Test
  void listsWhatAStatementUses() {
    Statement statement =
        new Statement(
            1, "SELECT '${a}',\n ${b:identifier}, ${a} -- ${c}\n+ $$${d:literal}$$", 4, 2);
    assertThat(Placeholders.uses(statement, SqlDialect.POSTGRESQL, "a.sql"))
        .containsExactly(
            new Placeholders.Use("a", Placeholders.Form.PLAIN, new SourcePosition("a.sql", 4, 10)),
            new Placeholders.Use(
                "b", Placeholders.Form.IDENTIFIER, new SourcePosition("a.sql", 5, 2)),
            new Placeholders.Use("a", Placeholders.Form.PLAIN, new SourcePosition("a.sql", 5, 19)),
            new Placeholders.Use(
                "d", Placeholders.Form.LITERAL, new SourcePosition("a.sql", 6, 5)));
  }

  @Test
  void leavesRowsAlone() {
    Statement statement =
        StatementSplitter.split(
                "COPY ${schema}.t FROM STDIN;\n${a}\n\\.\n",
                SqlDialect.POSTGRESQL,
                SourcePosition.of("a.sql"))
            .getFirst();
    Statement applied = Placeholders.of(SqlDialect.POSTGRESQL, VALUES).apply(statement, "a.sql");
    assertThat(applied.sql()).isEqualTo("COPY s_1.t FROM STDIN");
    assertThat(applied.copyData()).contains("${a}\n");
    assertThat(
            Placeholders.of(SqlDialect.MYSQL, VALUES)
                .apply(new Statement(2, "${minus}", 1, 1), "a.sql"))
        .isEqualTo(new Statement(2, "-1", 1, 1));
  }
}
