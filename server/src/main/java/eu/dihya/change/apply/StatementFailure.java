package eu.dihya.change.apply;

import eu.dihya.base.SourcePosition;
import eu.dihya.engine.SqlFailure;
import eu.dihya.sql.Statement;

/** A failure with the statement that it belongs to. */
final class StatementFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ResolvedStep step;
  private final transient Statement statement;
  private final SqlFailure failure;

  StatementFailure(ResolvedStep step, Statement statement, SqlFailure failure) {
    super(failure);
    this.step = step;
    this.statement = statement;
    this.failure = failure;
  }

  ResolvedStep step() {
    return step;
  }

  Statement statement() {
    return statement;
  }

  SqlFailure failure() {
    return failure;
  }

  /** Where the engine saw the error, or where the statement begins. */
  SourcePosition position() {
    int line = statement.line();
    int column = statement.column();
    int offset =
        Math.min(failure.offset() - 1, statement.sql().codePointCount(0, statement.sql().length()));
    int[] text = statement.sql().codePoints().limit(Math.max(0, offset)).toArray();
    for (int character : text) {
      line += character == '\n' ? 1 : 0;
      column = character == '\n' ? 1 : column + 1;
    }
    return new SourcePosition(step.file().displayName(), line, column);
  }
}
