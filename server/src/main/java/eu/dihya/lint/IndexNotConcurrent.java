package eu.dihya.lint;

/** An index of PostgreSQL that is built under a lock. */
final class IndexNotConcurrent implements Rule {
  @Override
  public String id() {
    return "index-not-concurrent";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String explanation() {
    return "Building an index blocks all writes to the table until it is done; CONCURRENTLY does"
        + " not.";
  }

  @Override
  public void statement(LintedStatement statement, Findings findings) {
    if (!statement.isPostgreSqlUp() || statement.info().concurrently()) {
      return;
    }
    if (statement.info().verb().endsWith("INDEX") && statement.info().verb().startsWith("CREATE")) {
      statement
          .existingTable()
          .ifPresent(
              table ->
                  findings.add(
                      statement.position(),
                      "building this index blocks writes to " + table,
                      "use CREATE INDEX CONCURRENTLY, in a section with transaction:false"));
    }
  }
}
