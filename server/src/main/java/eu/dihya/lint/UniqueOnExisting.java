package eu.dihya.lint;

/** Uniqueness required of rows that exist already. */
final class UniqueOnExisting implements Rule {
  @Override
  public String id() {
    return "unique-on-existing";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String explanation() {
    return "A unique constraint on a table with rows fails on the tenants that have duplicates,"
        + " perhaps the 412th; probe the data of all of them first.";
  }

  @Override
  public void statement(LintedStatement statement, Findings findings) {
    if (!statement.up() || statement.existingTable().isEmpty()) {
      return;
    }
    Words words = statement.words();
    boolean index = words.begin("CREATE", "UNIQUE") && words.has("INDEX");
    if (index || words.actions().stream().anyMatch(UniqueOnExisting::addsUnique)) {
      findings.add(
          statement.position(),
          "tenants with duplicates in " + statement.existingTable().get() + " will fail here",
          "look for duplicates on every tenant first, and remove them in a migration of their own");
    }
  }

  private static boolean addsUnique(Words action) {
    if (!action.begin("ADD") || action.has("USING", "INDEX")) {
      return false;
    }
    int at =
        action.begin("ADD", "CONSTRAINT")
            ? (action.at(2).equals("UNIQUE") || action.at(2).equals("PRIMARY") ? 2 : 3)
            : 1;
    return action.at(at).equals("UNIQUE") || action.at(at).equals("PRIMARY");
  }
}
