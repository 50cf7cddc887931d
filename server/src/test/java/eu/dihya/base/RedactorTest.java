package eu.dihya.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactorTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "Duplicate entry 'x' for key 'y' for key 'ue' | Duplicate entry … for key 'ue'",
        "Incorrect date value: 'x' for column `a`.`t`.`d` at row 1 | Incorrect date value: … for"
            + " column `a`.`t`.`d` at row 1",
        "Incorrect datetime value: 'x' for function str_to_date | Incorrect datetime value: … for"
            + " function str_to_date",
        "Truncated incorrect DOUBLE value: 'it's' | Truncated incorrect DOUBLE value: …",
        "Table has no partition for value 4242 | Table has no partition for value …",
        "Column 'e' cannot be null | Column 'e' cannot be null",
        "Access denied for user 'a'@'b' (using password: YES) | Access denied for user 'a'@'b'"
            + " (using password: YES)",
        "password: YES!) | password: ***",
        "near \"'Ann\"s'\": syntax error | near \"…\": syntax error",
        "syntax error at or near \"'Ann'\" | syntax error at or near \"…\"",
        "syntax error at or near \"0612345678\" | syntax error at or near \"…\"",
        "syntax error at or near \"E'Ann'\" | syntax error at or near \"…\"",
        "syntax error at or near \"frum\" | syntax error at or near \"frum\"",
        "unrecognized token: \"'Ann Lee\" | unrecognized token: ***"
      })
  void valuesOfRowsGoAndNamesStay(String raw, String redacted) {
    assertThat(Redactor.databaseError(raw)).isEqualTo(redacted);
  }
}
