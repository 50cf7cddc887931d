package eu.dihya.lint;

/** A statement that no transaction can hold, in a section that runs in one. */
final class ConcurrentlyInTransaction implements Rule {
  @Override
  public String id() {
    return "concurrently-in-transaction";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public String explanation() {
    return "PostgreSQL refuses some statements inside a transaction, CONCURRENTLY and VACUUM among"
        + " them; SQLite refuses or ignores some too.";
  }

  @Override
  public void statement(LintedStatement statement, Findings findings) {
    if (statement.section().transactional() && statement.info().outsideTransaction()) {
      findings.add(
          statement.position(),
          statement.info().verb()
              + (statement.info().concurrently() ? " CONCURRENTLY" : "")
              + " does not work inside a transaction",
          "mark the section transaction:false, and put nothing else into it");
    }
  }
}
