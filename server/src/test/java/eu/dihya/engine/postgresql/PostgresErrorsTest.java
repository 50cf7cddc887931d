package eu.dihya.engine.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.engine.SqlFailure;
import eu.dihya.engine.SqlFailure.Kind;
import io.vertx.pgclient.PgException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresErrorsTest {
  private static final String RAISED =
      "SQL statement \"SELECT 'Ann'\"\nPL/pgSQL function keep() line 4 at RAISE";

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "23505,duplicate key value violates unique constraint \"c\",\"c\"",
        "22P02,invalid input syntax for type integer: \"Ann\",type integer",
        "22007,~invalid value \"Ann, x\" for \"yyyy\"~,invalid value",
        "42601,syntax error at or near \"'Ann'\",at or near",
        "P0001,no address of Ann,RAISE ended it",
      })
  void noValueOfARowComesThrough(String state, String message, String kept) {
    SqlFailure failure = PostgresErrors.of(answer(state, message, null));
    assertThat(failure).hasMessageContaining(kept).hasNoCause();
    assertThat(failure.getMessage()).doesNotContain("Ann", "Bob");
  }

  @Test
  void whatCodeInTheDatabaseSaysIsNotShownWhateverItsState() {
    SqlFailure failure = PostgresErrors.of(answer("23514", "Ann is too young", RAISED));
    assertThat(failure.kind()).isEqualTo(Kind.CONSTRAINT);
    assertThat(failure)
        .hasMessageStartingWith("PL/pgSQL function keep() line 4 at RAISE ended it")
        .hasNoCause();
    assertThat(failure.getMessage()).doesNotContain("Ann");
  }

  @Test
  void theServersOwnHintIsKept() {
    PgException answer =
        new PgException(
            "column \"a\" does not exist",
            "ERROR",
            "42703",
            null,
            "Perhaps you meant \"b\".",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    assertThat(PostgresErrors.of(answer)).hasMessageEndingWith("(Perhaps you meant \"b\".)");
  }

  private static PgException answer(String state, String message, @Nullable String where) {
    String detail = "Key (name)=(Ann) already exists.";
    String hint = where == null && !state.equals("P0001") ? null : "look at Bob";
    return new PgException(
        message, "ERROR", state, detail, hint, null, null, null, where, null, null, null, null,
        null, null, null, null);
  }
}
