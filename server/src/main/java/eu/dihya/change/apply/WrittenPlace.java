package eu.dihya.change.apply;

import eu.dihya.base.SourcePosition;
import eu.dihya.sql.Placeholders;
import eu.dihya.sql.SqlDialect;
import eu.dihya.sql.Statement;
import java.util.Locale;
import java.util.Map;

/**
 * From a place in a statement as it was sent, with its values, to the place in the statement as its
 * file has it. Pure.
 */
final class WrittenPlace {
  private static final String FILE = "";

  private WrittenPlace() {}

  /** Both in code points from 1; a place inside a value is the place of its placeholder. */
  static int offset(Statement written, int sent, SqlDialect dialect, Map<String, String> values) {
    Placeholders placeholders = Placeholders.of(dialect, values);
    int longer = 0;
    for (Placeholders.Use use : Placeholders.uses(written, dialect, FILE)) {
      int start = offset(written, use.position());
      String form =
          use.form() == Placeholders.Form.PLAIN
              ? ""
              : ":" + use.form().name().toLowerCase(Locale.ROOT);
      String placeholder = "${" + use.name() + form + "}";
      int value = length(placeholders.apply(placeholder, SourcePosition.of(FILE)));
      if (sent < start + longer) {
        break;
      }
      if (sent < start + longer + value) {
        return start;
      }
      longer += value - length(placeholder);
    }
    return sent - longer;
  }

  private static int offset(Statement statement, SourcePosition position) {
    int line = statement.line();
    int column = statement.column();
    int offset = 1;
    for (int character : statement.sql().codePoints().toArray()) {
      if (line == position.line() && column == position.column()) {
        break;
      }
      offset++;
      line += character == '\n' ? 1 : 0;
      column = character == '\n' ? 1 : column + 1;
    }
    return offset;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
