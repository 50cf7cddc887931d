package eu.dihya.lint;

/** A column of PostgreSQL made NOT NULL by reading the whole table. */
final class SetNotNull implements Rule {
  @Override
  public String id() {
    return "set-not-null";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String explanation() {
    return "SET NOT NULL reads the whole table under a lock that stops readers and writers, unless"
        + " a validated CHECK already proves it.";
  }

  @Override
  public void statement(LintedStatement statement, Findings findings) {
    if (!statement.isPostgreSqlUp()) {
      return;
    }
    statement
        .existingTable()
        .filter(table -> !statement.before().hasValidated(table))
        .filter(
            _ ->
                statement.words().actions().stream()
                    .anyMatch(action -> action.has("SET", "NOT", "NULL")))
        .ifPresent(
            table ->
                findings.add(
                    statement.position(),
                    "SET NOT NULL reads all of " + table + " under an exclusive lock",
                    "add CHECK (column IS NOT NULL) NOT VALID, then VALIDATE CONSTRAINT, then SET"
                        + " NOT NULL"));
  }
}
