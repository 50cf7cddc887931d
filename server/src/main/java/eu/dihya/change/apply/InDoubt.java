package eu.dihya.change.apply;

import eu.dihya.rollout.Evidence;
import eu.dihya.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Nobody can tell from the target whether a statement took effect. */
final class InDoubt extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ResolvedStep step;
  private final transient Statement statement;
  private final transient @Nullable Evidence evidence;

  /**
   * @param evidence null where it is not for a person to say what happened, but to restore the file
   */
  InDoubt(ResolvedStep step, Statement statement, String because, @Nullable Evidence evidence) {
    super(because);
    this.step = step;
    this.statement = statement;
    this.evidence = evidence;
  }

  ResolvedStep step() {
    return step;
  }

  Statement statement() {
    return statement;
  }

  @Nullable Evidence evidence() {
    return evidence;
  }
}
