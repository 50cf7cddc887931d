package eu.dihya.change.apply;

/** All statements of a step were accepted, and the schema is not the one that they should give. */
final class UnexpectedShape extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ResolvedStep step;

  /**
   * @param difference the first objects that differ
   */
  UnexpectedShape(ResolvedStep step, String difference) {
    super(difference);
    this.step = step;
  }

  ResolvedStep step() {
    return step;
  }
}
