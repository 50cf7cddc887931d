package eu.dihya.sql;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Engine;
import eu.dihya.base.SourcePosition;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StatementSplitterTest {
  private static List<String> texts(String sql, SqlDialect dialect) {
    return StatementSplitter.split(sql, dialect, new SourcePosition("a.sql", 1, 1)).stream()
        .map(Statement::text)
        .toList();
  }

  @Test
  void leavesOutEmptyStatements() {
    for (SqlDialect dialect : SqlDialect.values()) {
      assertThat(texts(";; -- a\n /* b */ ;", dialect)).isEmpty();
      assertThat(texts("", dialect)).isEmpty();
    }
  }

  @Test
  void countsCodePointsAndOneLineEndForCarriageReturnLineFeed() {
    List<Statement> statements =
        StatementSplitter.split(
            "SELECT '😀';\r\n\r\n '😀'  ", SqlDialect.SQLITE, new SourcePosition("a.sql", 10, 5));
    assertThat(statements)
        .containsExactly(new Statement(1, "SELECT '😀'", 10, 5), new Statement(2, "'😀'", 12, 2));
  }

  @Test
  void aPostgresqlBodyIsOneStatement() {
    String function =
        "CREATE FUNCTION f() RETURNS int LANGUAGE SQL BEGIN ATOMIC SELECT CASE WHEN true THEN 1"
            + " END; END";
    assertThat(texts(function + "; SELECT 2", SqlDialect.POSTGRESQL))
        .containsExactly(function, "SELECT 2");
  }

  @Test
  void aMySqlBodyIsOneStatement() {
    String procedure =
        "CREATE PROCEDURE p(x INT) COMMENT 'c' BEGIN IF x > 1 THEN SET x = IF(x, 1, 2); END IF;"
            + " l: LOOP LEAVE l; END LOOP l; SET x = CASE WHEN x THEN 1 ELSE IF(x,1,2) END; END";
    assertThat(texts(procedure + "; SELECT 2", SqlDialect.MYSQL))
        .containsExactly(procedure, "SELECT 2");
    assertThat(texts("DELIMITER $$\n" + procedure + "$$\nDELIMITER ;\nSELECT 2", SqlDialect.MYSQL))
        .containsExactly(procedure, "SELECT 2");
  }

  @Test
  void aSqliteTriggerIsOneStatement() {
    String trigger =
        "CREATE TEMP TRIGGER t AFTER INSERT ON x BEGIN SELECT CASE WHEN 1 THEN 2 END; END";
    assertThat(texts(trigger + "; SELECT 2", SqlDialect.SQLITE))
        .containsExactly(trigger, "SELECT 2");
  }

  @Test
  void copyKeepsItsRows() {
    List<Statement> statements =
        StatementSplitter.split(
            "COPY t (a) FROM stdin;\n1;\n2\n\\.\n\nSELECT 1;",
            SqlDialect.POSTGRESQL,
            SourcePosition.of("a.sql"));
    assertThat(statements).hasSize(2);
    assertThat(statements.getFirst().sql()).isEqualTo("COPY t (a) FROM stdin");
    assertThat(statements.getFirst().copyData()).contains("1;\n2\n");
    assertThat(statements.getLast()).isEqualTo(new Statement(2, "SELECT 1", 6, 1));
  }

  @Test
  void aLargeCopyComesInPieces() {
    String row = "1\t" + "x".repeat(1000) + "\n";
    String script = "COPY t FROM STDIN;\n" + row.repeat(9000) + "\\.\nSELECT 1;";
    List<Statement> statements =
        StatementSplitter.split(script, SqlDialect.POSTGRESQL, SourcePosition.of("a.sql"));
    assertThat(statements).hasSize(4);
    List<Statement> pieces = statements.subList(0, 3);
    assertThat(pieces)
        .allMatch(piece -> piece.sql().equals("COPY t FROM STDIN") && piece.line() == 1);
    assertThat(
            pieces.stream()
                .map(piece -> piece.copyData().orElseThrow())
                .collect(Collectors.joining()))
        .isEqualTo(row.repeat(9000));
    assertThat(statements.getLast()).isEqualTo(new Statement(4, "SELECT 1", 9003, 1));
  }

  @Test
  void aLargeCopyWhoseRowsMayHaveSeveralLinesStaysWhole() {
    String rows = "\"a\nb\"\n".repeat(700_000);
    List<Statement> statements =
        StatementSplitter.split(
            "COPY t FROM STDIN WITH (FORMAT csv);\n" + rows + "\\.\n",
            SqlDialect.POSTGRESQL,
            SourcePosition.of("a"));
    assertThat(statements).hasSize(1);
    assertThat(statements.getFirst().copyData()).contains(rows);
  }

  @Test
  void aCopyThatEndsWithAPieceHasNoEmptyOne() {
    String row = "x".repeat((1 << 20) - 1) + "\n";
    String script = "COPY t FROM STDIN;\n" + row.repeat(4) + "\\.";
    assertThat(texts(script, SqlDialect.POSTGRESQL)).hasSize(1);
  }

  @Test
  void everyEngineHasItsDialect() {
    assertThat(Engine.values())
        .allSatisfy(engine -> assertThat(SqlDialect.of(engine).name()).isEqualTo(engine.name()));
  }
}
