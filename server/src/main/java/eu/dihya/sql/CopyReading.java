package eu.dihya.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code INSERT INTO … SELECT}, with which SQLite's tables are built anew; of a query that is
 * not simple nothing is told but that it is one.
 */
final class CopyReading {
  private final TokenCursor tokens;
  private final String sql;
  private final SqlDialect dialect;

  CopyReading(Statement statement, SqlDialect dialect) {
    this.tokens = TokenCursor.of(statement.sql(), dialect);
    this.sql = statement.sql();
    this.dialect = dialect;
  }

  /** Empty for another statement, and for a copy that is not as simple. */
  Optional<OnRows> copied() {
    boolean with = tokens.word().equals("WITH");
    if (with) {
      tokens.seek(Set.of("INSERT"));
    }
    if (dialect != SqlDialect.SQLITE || !tokens.accept("INSERT", "INTO")) {
      return Optional.empty();
    }
    Optional<TableName> into = TableName.take(tokens, dialect);
    List<String> columns = tokens.inside().map(ConstraintClause::names).orElse(List.of());
    if (into.isEmpty() || !Set.of("SELECT", "WITH").contains(tokens.word())) {
      return Optional.empty();
    } else if (with || !isSimple()) {
      return Optional.of(
          new RowChange.Copied(into.get().written(), columns, List.of(), tokens.rest(), List.of()));
    }
    List<String> from = new ArrayList<>();
    for (TableEffect effect : TableEffects.of(sql, dialect)) {
      if (effect instanceof TableEffect.Copied copied) {
        copied.from().forEach(table -> from.add(table.written()));
      }
    }
    return Optional.of(
        new RowChange.Copied(into.get().written(), columns, values(), tokens.rest(), from));
  }

  private boolean isSimple() {
    TokenCursor query = tokens.ahead();
    return query.take().equals("SELECT")
        && !query.hasSequence("SELECT")
        && !query.hasSequence("ON", "CONFLICT");
  }

  private List<String> values() {
    TokenCursor list = tokens.ahead();
    list.take();
    TokenCursor before = list.ahead();
    list.seek(Set.of("FROM"));
    List<String> values = new ArrayList<>();
    TokenCursor.of(list.since(before), dialect).parts().forEach(part -> values.add(part.rest()));
    return values.contains("*") ? List.of() : values;
  }
}
