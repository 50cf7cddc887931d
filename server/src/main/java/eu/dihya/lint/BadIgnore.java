package eu.dihya.lint;

/** A {@code lint:ignore} line that names no rule or gives no reason; found by {@link Ignores}. */
final class BadIgnore implements Rule {
  @Override
  public String id() {
    return "bad-ignore";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public String explanation() {
    return "A finding is ignored with the name of a rule and a reason: -- lint:ignore missing-down"
        + " the table is only ever filled anew.";
  }
}
