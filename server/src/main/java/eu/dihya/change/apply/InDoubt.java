package eu.dihya.change.apply;

import eu.dihya.sql.Statement;

/** Nobody can tell from the target whether a statement took effect. */
final class InDoubt extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ResolvedStep step;
  private final transient Statement statement;

  InDoubt(ResolvedStep step, Statement statement, String evidence) {
    super(evidence);
    this.step = step;
    this.statement = statement;
  }

  ResolvedStep step() {
    return step;
  }

  Statement statement() {
    return statement;
  }
}
