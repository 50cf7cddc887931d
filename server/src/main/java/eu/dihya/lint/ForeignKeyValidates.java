package eu.dihya.lint;

/** A foreign key of PostgreSQL that is checked under a lock. */
final class ForeignKeyValidates implements Rule {
  @Override
  public String id() {
    return "foreign-key-validates";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String explanation() {
    return "Adding a foreign key checks all rows while writes to both tables wait; NOT VALID checks"
        + " new rows only, and VALIDATE CONSTRAINT the others without that lock.";
  }

  @Override
  public void statement(LintedStatement statement, Findings findings) {
    if (!statement.isPostgreSqlUp() || statement.existingTable().isEmpty()) {
      return;
    }
    for (Words action : statement.words().actions()) {
      if (action.begin("ADD") && action.has("FOREIGN", "KEY") && !action.has("NOT", "VALID")) {
        findings.add(
            statement.position(),
            "checking the foreign key blocks writes to "
                + statement.existingTable().get()
                + " until it is done",
            "add it NOT VALID, and VALIDATE CONSTRAINT in a later migration");
      }
    }
  }
}
