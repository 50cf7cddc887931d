package eu.dihya.lint;

/** A migration that cannot be undone. */
final class MissingDown implements Rule {
  @Override
  public String id() {
    return "missing-down";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String explanation() {
    return "Without a down section the only way back is a backup.";
  }

  @Override
  public void file(LintedFile linted, Findings findings) {
    boolean couldHave = !linted.migration().repeatable() && linted.file().program().isEmpty();
    if (couldHave && linted.file().down().isEmpty()) {
      findings.add(
          linted.position(),
          "nothing undoes this migration",
          "write a down section, or ignore this rule and say why it cannot be undone");
    }
  }
}
