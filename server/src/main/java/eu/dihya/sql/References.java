package eu.dihya.sql;

import eu.dihya.sql.RowDemand.Subject;
import java.util.List;
import java.util.Optional;

/** What follows {@code REFERENCES}. */
final class References {
  private References() {}

  /** The tokens stand after the word. */
  static RowDemand read(
      TokenCursor tokens, SqlDialect dialect, Subject subject, List<String> columns) {
    String written = "REFERENCES " + tokens.rest();
    Optional<TableName> parent = TableName.take(tokens, dialect);
    List<String> key = tokens.inside().map(ConstraintClause::names).orElse(List.of());
    boolean match = tokens.hasSequence("MATCH") && !tokens.hasSequence("MATCH", "SIMPLE");
    boolean full = tokens.hasSequence("MATCH", "FULL") && dialect == SqlDialect.POSTGRESQL;
    boolean known = parent.isPresent() && !columns.isEmpty() && match == full;
    return known && (key.isEmpty() || key.size() == columns.size())
        ? new RowDemand.Reference(subject, columns, parent.get().written(), key, full)
        : new RowDemand.Unclear(
            subject, DemandKind.FOREIGN_KEY, written, "it is written in a way not read here");
  }
}
