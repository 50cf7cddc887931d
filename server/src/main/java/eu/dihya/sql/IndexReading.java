package eu.dihya.sql;

import eu.dihya.sql.RowDemand.Subject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code CREATE INDEX}; one that is not unique demands nothing. */
final class IndexReading {
  private IndexReading() {}

  /** The tokens stand at the beginning. */
  static List<OnRows> of(TokenCursor tokens, SqlDialect dialect) {
    boolean replaces = tokens.ahead().accept("CREATE", "OR", "REPLACE");
    if (!tokens.seek(Set.of("UNIQUE", "INDEX")).equals("UNIQUE")) {
      return List.of();
    }
    tokens.seek(Set.of("INDEX"));
    tokens.take();
    tokens.accept("CONCURRENTLY");
    boolean unlessThere = tokens.accept("IF", "NOT", "EXISTS");
    TokenCursor before = tokens.ahead();
    String name = tokens.word().equals("ON") || tokens.name().isEmpty() ? "" : tokens.since(before);
    tokens.seek(Set.of("ON"));
    tokens.take();
    String table = TableName.take(tokens, dialect).map(TableName::written).orElse("");
    if (tokens.accept("USING")) {
      tokens.take();
    }
    Subject subject = new Subject(table, name, unlessThere);
    String keys = tokens.rest();
    Optional<List<RowDemand.Key>> read =
        tokens.inside().flatMap(inside -> UniqueKeys.read(inside, dialect));
    return List.of(
        read.isEmpty() || replaces
            ? new RowDemand.Unclear(
                subject, DemandKind.UNIQUE, "UNIQUE " + keys, "its keys are not read")
            : new RowDemand.Unique(
                subject, read.get(), where(tokens), tokens.hasOutside("NULLS", "NOT", "DISTINCT")));
  }

  private static String where(TokenCursor tokens) {
    TokenCursor condition = tokens.ahead();
    condition.seek(Set.of("WHERE"));
    condition.take();
    return condition.atEnd() ? "" : condition.rest();
  }
}
