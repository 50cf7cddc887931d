package eu.dihya.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.SourcePosition;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SyntaxErrorTest {
  private static final SourcePosition START = SourcePosition.of("a.sql");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "POSTGRESQL | 1:8  | SELECT 'a;_ b                          | the quote that opens here is"
            + " never closed",
        "POSTGRESQL | 2:2  | SELECT 1;_ \"a\"\"                     | the quote that opens here is"
            + " never closed",
        "POSTGRESQL | 1:9  | SELECT E'a\\'                           | the quote that opens here is"
            + " never closed",
        "POSTGRESQL | 2:3  | SELECT 1_  $a$ x $$ $b$                | the dollar quote $a$ that"
            + " opens here",
        "POSTGRESQL | 2:1  | SELECT 1_/* a /* b */                  | the comment that begins here"
            + " is never closed",
        "POSTGRESQL | 2:1  | SELECT 1;_\\connect x;_SELECT 2        | '\\connect' is a command of"
            + " the client psql",
        "POSTGRESQL | 1:52 | CREATE FUNCTION f() RETURNS int LANGUAGE SQL BEGIN ATOMIC SELECT 1; |"
            + " the body",
        "POSTGRESQL | 1:41 | CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; | the body that"
            + " opens here",
        "POSTGRESQL | 1:1  | COPY t FROM STDIN                      | the rows of this COPY",
        "POSTGRESQL | 1:1  | COPY t FROM STDIN;                     | the rows of this COPY",
        "POSTGRESQL | 1:1  | COPY t FROM STDIN;_1_2_                | the rows of this COPY",
        "POSTGRESQL | 1:20 | COPY t FROM STDIN; SELECT 1            | the rows of a COPY begin on a"
            + " line of their own",
        "MYSQL      | 1:8  | SELECT \"a\\\"                         | the quote that opens here is"
            + " never closed",
        "MYSQL      | 1:8  | SELECT `a``                            | the quote that opens here is"
            + " never closed",
        "MYSQL      | 1:1  | /*!40000 SELECT '*/'                   | the comment that begins here"
            + " is never closed",
        "MYSQL      | 2:1  | SELECT 1;_DELIMITER_SELECT 2           | DELIMITER needs a delimiter",
        "MYSQL      | 1:1  | DELIMITER \\\\_SELECT 2                | DELIMITER needs a delimiter",
        "MYSQL      | 1:10 | SELECT 1 \\G                           | '\\G' is a command of the"
            + " client mysql",
        "MARIADB    | 1:25 | CREATE PROCEDURE p() l: BEGIN IF 1 THEN SELECT 1; END IF; | the body"
            + " that opens here",
        "MARIADB    | 1:7  | BEGIN NOT ATOMIC SELECT 1;             | the body that opens here is"
            + " never closed",
        "SQLITE     | 1:8  | SELECT [a                              | the quote that opens here is"
            + " never closed",
        "SQLITE     | 1:1  | /* a                                   | the comment that begins here"
            + " is never closed",
        "SQLITE     | 2:1  | SELECT 1;_.mode csv                    | '.mode' is a command of the"
            + " shell sqlite3",
        "SQLITE     | 1:8  | CREATE TRIGGER t AFTER INSERT ON x BEGIN SELECT 1; | the body that"
            + " opens here is never closed",
      })
  void saysWhere(SqlDialect dialect, String position, String sql, String reason) {
    String text = sql.replace('_', '\n');
    SqlSyntaxException refused =
        catchThrowableOfType(
            SqlSyntaxException.class, () -> StatementSplitter.split(text, dialect, START));
    assertThat(refused).hasMessageStartingWith("a.sql:" + position + ": " + reason);
    assertThat(refused.position()).hasToString("a.sql:" + position);
    assertThat(refused.code()).isEqualTo(ErrorCode.SQL);
  }

  @ParameterizedTest
  @EnumSource(SqlDialect.class)
  void refusesNul(SqlDialect dialect) {
    assertThatThrownBy(() -> StatementSplitter.split("SELECT 1;\n 'a\0'", dialect, START))
        .isInstanceOf(SqlSyntaxException.class)
        .hasMessageStartingWith("a.sql:2:4: a NUL character");
  }

  @Test
  void countsFromTheGivenStart() {
    assertThatThrownBy(
            () ->
                StatementSplitter.split(
                    "1; 'a", SqlDialect.SQLITE, new SourcePosition("b.sql", 7, 3)))
        .hasMessageStartingWith("b.sql:7:6: ");
  }

  @Test
  void aReaderThatFailsIsAFailureOfTheFile() {
    assertThatThrownBy(
            () -> StatementSplitter.of(new BrokenReader(), SqlDialect.SQLITE, START).hasNext())
        .isInstanceOf(DihyaException.class)
        .hasMessage("a.sql: cannot be read: torn");
    assertThatThrownBy(() -> Lexer.of(new BrokenReader(), SqlDialect.SQLITE, START).close())
        .isInstanceOf(DihyaException.class)
        .hasMessage("a.sql: cannot be closed: stuck");
  }

  @Test
  void thereIsNothingAfterTheLast() {
    Lexer lexer = Lexer.of(new StringReader(""), SqlDialect.MYSQL, START);
    assertThatThrownBy(lexer::next).isInstanceOf(NoSuchElementException.class);
    StatementSplitter splitter =
        StatementSplitter.of(new StringReader(" "), SqlDialect.MYSQL, START);
    assertThatThrownBy(splitter::next).isInstanceOf(NoSuchElementException.class);
  }

  private static final class BrokenReader extends Reader {
    @Override
    public int read(char[] target, int offset, int length) throws IOException {
      throw new IOException("torn");
    }

    @Override
    public void close() throws IOException {
      throw new IOException("stuck");
    }
  }
}
