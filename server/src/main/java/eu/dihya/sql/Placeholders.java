package eu.dihya.sql;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Problems;
import eu.dihya.base.SourcePosition;
import eu.dihya.base.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Values in the place of <code>${name}</code>. The plain form inserts a value of letters, digits
 * and {@code _ . -}, also inside strings and dollar-quoted bodies; <code>${name:literal}</code> and
 * <code>${name:identifier}</code> insert any value in the dialect's quotes, and stand where a
 * string or an identifier of its own may stand. Comments and the rows of a {@code COPY} are left
 * alone. What does not have the form of a placeholder is plain text. Immutable.
 */
public final class Placeholders {
  private final SqlDialect dialect;
  private final Map<String, String> values;

  private Placeholders(SqlDialect dialect, Map<String, String> values) {
    this.dialect = dialect;
    this.values = Map.copyOf(values);
  }

  public static Placeholders of(SqlDialect dialect, Map<String, String> values) {
    return new Placeholders(dialect, values);
  }

  /** How the value is inserted. */
  public enum Form {
    PLAIN,
    LITERAL,
    IDENTIFIER
  }

  /** One placeholder in a text. */
  public record Use(String name, Form form, SourcePosition position) {}

  /** The placeholders of a statement in their order, the same name as often as it is used. */
  public static List<Use> uses(Statement statement, SqlDialect dialect, String file) {
    List<Use> uses = new ArrayList<>();
    new PlaceholderWalk(dialect, (at, out) -> uses.add(new Use(at.name(), form(at), at.position())))
        .walk(statement.sql(), statement.position(file));
    return List.copyOf(uses);
  }

  /**
   * The statement with all values inserted.
   *
   * @throws DihyaException with every placeholder that has no value, an unknown form, a value that
   *     may not be inserted, or a place where it cannot be quoted
   */
  public Statement apply(Statement statement, String file) {
    return statement.withSql(apply(statement.sql(), statement.position(file)));
  }

  /** The same for a text of one statement, whose first character is at {@code start}. */
  public String apply(String sql, SourcePosition start) {
    if (!sql.contains("${")) {
      return sql;
    }
    Problems problems = new Problems();
    String applied =
        new PlaceholderWalk(dialect, (at, out) -> insert(at, out, problems)).walk(sql, start);
    problems.throwIfAny(ErrorCode.CONFIGURATION);
    return applied;
  }

  private void insert(PlaceholderWalk.Found found, StringBuilder out, Problems problems) {
    String value = values.get(found.name());
    if (value == null) {
      problems.add(
          found.position(),
          "the placeholder ${"
              + found.name()
              + "} has no value"
              + Suggestions.hint(found.name(), values.keySet()));
      return;
    }
    Form form;
    try {
      form = form(found);
    } catch (DihyaException e) {
      problems.addAll(e.problems());
      return;
    }
    found
        .surroundings()
        .objection(form, value, dialect)
        .ifPresentOrElse(
            reason -> problems.add(found.position(), found.written() + ": " + reason),
            () -> out.append(Quoting.of(form, value, dialect)));
  }

  private static Form form(PlaceholderWalk.Found found) {
    return switch (found.form().toLowerCase(Locale.ROOT)) {
      case "" -> Form.PLAIN;
      case "literal" -> Form.LITERAL;
      case "identifier" -> Form.IDENTIFIER;
      default -> {
        Problems problems = new Problems();
        problems.add(
            found.position(),
            found.written()
                + ": there is no form '"
                + found.form()
                + "', only literal and identifier"
                + Suggestions.hint(found.form(), List.of("literal", "identifier")));
        throw new DihyaException(ErrorCode.CONFIGURATION, problems.list());
      }
    };
  }

  static boolean isNamePart(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || Scan.isDigit(c)
        || c == '_'
        || c == '.'
        || c == '-';
  }
}
