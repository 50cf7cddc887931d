package eu.dihya.sql;

import eu.dihya.sql.RowDemand.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code CREATE TABLE} with what it will demand of its rows. */
final class TableReading {
  private static final Set<String> AFTER_TYPE =
      Set.of(
          "CONSTRAINT",
          "NOT",
          "NULL",
          "UNIQUE",
          "PRIMARY",
          "CHECK",
          "REFERENCES",
          "DEFAULT",
          "COLLATE",
          "GENERATED",
          "AS");

  private final SqlDialect dialect;
  private final String table;
  private final List<RowChange.Column> columns = new ArrayList<>();
  private final List<RowDemand> demands = new ArrayList<>();

  private TableReading(SqlDialect dialect, String table) {
    this.dialect = dialect;
    this.table = table;
  }

  /** The tokens stand after {@code TABLE}. */
  static List<OnRows> of(TokenCursor tokens, SqlDialect dialect) {
    boolean unlessThere = tokens.accept("IF", "NOT", "EXISTS");
    Optional<TableName> name = TableName.take(tokens, dialect);
    if (name.isEmpty()) {
      return List.of(new RowChange.Anything("the table's name is not read"));
    }
    var reading = new TableReading(dialect, name.get().written());
    Optional<TokenCursor> inside = tokens.inside();
    if (tokens.has("AS", "SELECT", "TABLE", "WITH") && dialect != SqlDialect.SQLITE
        || inside.isEmpty()) {
      return List.of(new RowChange.OtherTable(name.get().written()));
    }
    inside.get().parts().forEach(reading::part);
    return List.of(
        new RowChange.NewTable(
            name.get().written(), unlessThere, reading.columns, reading.demands));
  }

  private void part(TokenCursor part) {
    var clause = new ConstraintClause(part, dialect, table);
    if (clause.isOne()) {
      clause.read().stream()
          .filter(RowDemand.class::isInstance)
          .map(RowDemand.class::cast)
          .forEach(demands::add);
    } else {
      column(part);
    }
  }

  private void column(TokenCursor part) {
    TokenCursor before = part.ahead();
    part.name();
    String name = part.since(before);
    TokenCursor type = part.ahead();
    while (!part.atEnd() && !AFTER_TYPE.contains(part.word())) {
      part.take();
    }
    String written = part.since(type);
    if (part.hasSequence("ON", "CONFLICT") || part.has("GENERATED", "AS")) {
      demands.add(
          new RowDemand.Unclear(
              new Subject(table, "", false),
              DemandKind.OTHER,
              name + " " + part.rest(),
              "the column may get another value than it is given"));
    } else {
      constraints(part.ahead(), name);
    }
    columns.add(new RowChange.Column(name, written, collation(part)));
  }

  private static String collation(TokenCursor part) {
    part.seek(Set.of("COLLATE"));
    part.take();
    TokenCursor before = part.ahead();
    return part.name().isPresent() ? part.since(before) : "";
  }

  private void constraints(TokenCursor part, String column) {
    String named = "";
    while (!part.atEnd()) {
      Subject subject = new Subject(table, named, false);
      if (part.accept("CONSTRAINT")) {
        TokenCursor before = part.ahead();
        part.name();
        named = part.since(before);
      } else if (part.accept("NOT", "NULL")) {
        demands.add(new RowDemand.NotNull(subject, List.of(column)));
      } else if (part.accept("UNIQUE") || part.accept("PRIMARY", "KEY")) {
        demands.add(
            new RowDemand.Unique(
                subject, List.of(new RowDemand.Key(column, true, false)), "", false));
      } else if (part.accept("CHECK")) {
        part.inside().ifPresent(inside -> demands.add(new RowDemand.Check(subject, inside.rest())));
      } else if (part.accept("REFERENCES")) {
        demands.add(References.read(part, dialect, subject, List.of(column)));
      } else if (!part.acceptParenthesis()) {
        part.take();
      }
    }
  }
}
