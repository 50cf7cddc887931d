package eu.dihya.engine.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.engine.SqlFailure;
import eu.dihya.engine.SqlFailure.Kind;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class SqliteErrorsTest {
  @Test
  void aTriggersOwnWordsAreNotShown() {
    SqlFailure failure =
        failure(SQLiteErrorCode.SQLITE_CONSTRAINT_TRIGGER, "cannot change ann@example.org");
    assertThat(failure.kind()).isEqualTo(Kind.CONSTRAINT);
    assertThat(failure).hasMessageStartingWith("a trigger's RAISE ended it").hasNoCause();
    assertThat(failure.getMessage()).doesNotContain("ann@");
  }

  @Test
  void aLiteralAtASyntaxErrorIsNotShown() {
    SqlFailure failure = failure(SQLiteErrorCode.SQLITE_ERROR, "near \"'Ann'\": syntax error");
    assertThat(failure).hasMessage("near \"…\": syntax error").hasNoCause();
    assertThat(failure.offset()).isEqualTo(11);
  }

  @Test
  void anyOtherErrorKeepsItsCause() {
    assertThat(failure(SQLiteErrorCode.SQLITE_ERROR, "no such table: t"))
        .hasMessage("no such table: t")
        .hasCauseInstanceOf(SQLiteException.class);
  }

  private static SqlFailure failure(SQLiteErrorCode code, String message) {
    String told = "[%s] %s (%s)".formatted(code.name(), code.message, message);
    return SqliteErrors.of(new SQLiteException(told, code), "VALUES (1 'Ann')");
  }
}
