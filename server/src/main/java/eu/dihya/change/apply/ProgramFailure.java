package eu.dihya.change.apply;

import eu.dihya.change.scripts.Ended;

/** A program that ran and did not end well. */
final class ProgramFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ResolvedStep step;
  private final transient Ended ended;

  ProgramFailure(ResolvedStep step, String tenant, Ended ended) {
    super(step.file().displayName() + ", on tenant " + tenant + ", " + ended.text());
    this.step = step;
    this.ended = ended;
  }

  ResolvedStep step() {
    return step;
  }

  Ended ended() {
    return ended;
  }
}
