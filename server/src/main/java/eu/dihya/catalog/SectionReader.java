package eu.dihya.catalog;

import eu.dihya.base.SourcePosition;
import eu.dihya.sql.Placeholders;
import eu.dihya.sql.SqlDialect;
import eu.dihya.sql.SqlText;
import eu.dihya.sql.Statement;
import eu.dihya.sql.StatementSplitter;
import java.io.Reader;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The statements of a section, read as they are asked for, with their lines in the file. Needs the
 * memory of one statement. A program has one, which names it and is no SQL. Not thread-safe; must
 * be closed.
 *
 * <p>Every method may throw {@code SqlSyntaxException} with the position of what is wrong, and
 * {@code DihyaException} when the file cannot be read, has become shorter, or a placeholder has no
 * value.
 */
public final class SectionReader implements Iterator<Statement>, AutoCloseable {
  private final Iterator<Statement> statements;
  private final UnaryOperator<Statement> filled;
  private final Runnable closing;

  private SectionReader(
      Iterator<Statement> statements, UnaryOperator<Statement> filled, Runnable closing) {
    this.statements = statements;
    this.filled = filled;
    this.closing = closing;
  }

  /** The statements with the values in the place of their placeholders. */
  public static SectionReader open(
      Section section, Convention convention, SqlDialect dialect, Map<String, String> values) {
    Placeholders placeholders = Placeholders.of(dialect, values);
    return open(
        section,
        convention,
        dialect,
        statement -> placeholders.apply(statement, section.displayName()));
  }

  /** The statements as they are written, placeholders and all. */
  public static SectionReader asWritten(
      Section section, Convention convention, SqlDialect dialect) {
    return open(section, convention, dialect, UnaryOperator.identity());
  }

  private static SectionReader open(
      Section section, Convention convention, SqlDialect dialect, UnaryOperator<Statement> filled) {
    if (section.program().isPresent()) {
      Statement call = new Statement(1, section.program().get().call(), 1, 1);
      return new SectionReader(List.of(call).iterator(), UnaryOperator.identity(), () -> {});
    }
    Reader text = SqlText.of(SectionInput.open(section), section.displayName());
    var start = new SourcePosition(section.displayName(), section.line(), 1);
    if (convention == Convention.GOOSE) {
      GooseStatements statements = new GooseStatements(text, dialect, start);
      return new SectionReader(statements, filled, statements::close);
    }
    StatementSplitter statements = StatementSplitter.of(text, dialect, start);
    return new SectionReader(statements, filled, statements::close);
  }

  @Override
  public boolean hasNext() {
    return statements.hasNext();
  }

  @Override
  public Statement next() {
    return filled.apply(statements.next());
  }

  @Override
  public void close() {
    closing.run();
  }
}
