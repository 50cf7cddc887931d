package eu.dihya.lint;

import eu.dihya.catalog.RowsMayDiffer;

/** A {@code rows:may-differ} line that allows nothing, because it is not whole. */
final class BadRowsLine implements Rule {
  @Override
  public String id() {
    return "bad-rows-line";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public String explanation() {
    return "A table that a migration copies may come out of it with another number of rows when the"
        + " file says which and why: -- rows:may-differ visits those before 2020 are archived.";
  }

  @Override
  public void file(LintedFile file, Findings findings) {
    for (RowsMayDiffer line : RowsMayDiffer.of(file.file())) {
      if (line.reason().isEmpty()) {
        String missing =
            line.table().isEmpty()
                ? "the line names no table"
                : "no reason is given why the rows of '" + line.table() + "' may differ";
        findings.add(line.position(), missing, "write '-- rows:may-differ TABLE REASON'");
      }
    }
  }
}
