package eu.dihya.lint;

/** A column of PostgreSQL that gets another type. */
final class TypeChange implements Rule {
  @Override
  public String id() {
    return "type-change";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String explanation() {
    return "Changing the type of a column rewrites the table in most cases, while nobody can use"
        + " it.";
  }

  @Override
  public void statement(LintedStatement statement, Findings findings) {
    if (!statement.isPostgreSqlUp() || statement.existingTable().isEmpty()) {
      return;
    }
    for (Words action : statement.words().actions()) {
      int column = action.begin("ALTER", "COLUMN") ? 2 : 1;
      boolean changes = action.at(column + 1).equals("TYPE") || action.has("SET", "DATA", "TYPE");
      if (action.begin("ALTER") && changes) {
        findings.add(
            statement.position(),
            "changing the type may rewrite all of "
                + statement.existingTable().get()
                + " under an exclusive lock",
            "add a column of the new type, fill it in batches, and drop the old one in a later"
                + " migration");
      }
    }
  }
}
