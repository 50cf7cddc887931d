package eu.dihya.lint;

import eu.dihya.sql.StatementKind;

/** Schema and rows changed in one section, on an engine that commits in between. */
final class DdlDmlMixed implements Rule {
  @Override
  public String id() {
    return "ddl-dml-mixed";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public String explanation() {
    return "MySQL and MariaDB commit at each change of the schema, so rows changed beside it cannot"
        + " be undone with it when something fails.";
  }

  @Override
  public void statement(LintedStatement statement, Findings findings) {
    if (!statement.engine().isMySqlFamily()) {
      return;
    }
    SectionSoFar before = statement.before();
    boolean definition = statement.info().implicitCommit();
    boolean change = statement.info().kind() == StatementKind.DML;
    boolean firstToMix =
        definition && before.changes() && !before.definitions()
            || change && before.definitions() && !before.changes();
    if (firstToMix) {
      findings.add(
          statement.position(),
          "this section changes the schema and rows, which MySQL and MariaDB cannot do as one",
          "write two migrations, one for the schema and one for the rows");
    }
  }
}
