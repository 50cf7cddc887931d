package eu.dihya.lint;

/** A {@code lint:ignore} line that ignores nothing; found by {@link Ignores}. */
final class UnusedIgnore implements Rule {
  @Override
  public String id() {
    return "unused-ignore";
  }

  @Override
  public Severity severity() {
    return Severity.ADVICE;
  }

  @Override
  public String explanation() {
    return "What is ignored is no longer found; take the line out, so that it does not hide the"
        + " next finding.";
  }
}
