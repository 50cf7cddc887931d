package eu.dihya.sql;

import eu.dihya.sql.RowDemand.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A constraint of a table, as it stands in {@code CREATE TABLE} and after {@code ADD}; the tokens
 * are those of one constraint and no more.
 */
final class ConstraintClause {
  private static final Set<String> BEGINNINGS =
      Set.of("CONSTRAINT", "UNIQUE", "PRIMARY", "CHECK", "FOREIGN", "EXCLUDE");

  private final TokenCursor tokens;
  private final SqlDialect dialect;
  private final String table;
  private final boolean unlessThere;
  private Subject subject;

  ConstraintClause(TokenCursor tokens, SqlDialect dialect, String table) {
    this.tokens = tokens.ahead();
    this.dialect = dialect;
    this.table = table;
    this.unlessThere = tokens.hasOutside("IF", "NOT", "EXISTS");
    this.subject = new Subject(table, "", false);
  }

  boolean isOne() {
    return BEGINNINGS.contains(tokens.word()) || tokens.ahead().accept("NOT", "NULL");
  }

  /** What it demands of rows; a change where rows are not looked at. */
  List<OnRows> read() {
    if (tokens.accept("CONSTRAINT")) {
      tokens.accept("IF", "NOT", "EXISTS");
      named();
    }
    String first = tokens.take();
    return switch (first) {
      case "UNIQUE" -> List.of(unique(false));
      case "PRIMARY" -> primary();
      case "CHECK" -> judged(check());
      case "FOREIGN" -> judged(reference());
      case "NOT" -> judged(notNull());
      case "EXCLUDE" ->
          List.of(
              unclear(DemandKind.OTHER, "EXCLUDE " + tokens.rest(), "an exclusion is not read"));
      default ->
          List.of(unclear(DemandKind.OTHER, first + " " + tokens.rest(), "it is not read here"));
    };
  }

  private void named() {
    boolean name = !BEGINNINGS.contains(tokens.word());
    TokenCursor before = tokens.ahead();
    if (name && tokens.name().isPresent()) {
      subject = new Subject(table, tokens.since(before), unlessThere);
    }
  }

  private List<OnRows> primary() {
    tokens.accept("KEY");
    RowDemand unique = unique(true);
    boolean nulls = dialect == SqlDialect.SQLITE;
    if (nulls || !(unique instanceof RowDemand.Unique found)) {
      return List.of(unique);
    }
    List<String> columns = found.keys().stream().map(RowDemand.Key::expression).toList();
    return List.of(new RowDemand.NotNull(subject, columns), unique);
  }

  private RowDemand unique(boolean primary) {
    boolean nullsAlike = tokens.accept("NULLS", "NOT", "DISTINCT");
    tokens.accept("NULLS", "DISTINCT");
    if (dialect.isMySqlFamily()) {
      indexWords();
    }
    String written = (primary ? "PRIMARY KEY " : "UNIQUE ") + tokens.rest();
    Optional<TokenCursor> inside = tokens.inside();
    if (inside.isEmpty()) {
      return unclear(DemandKind.UNIQUE, written, "it takes over an index whose keys are not here");
    }
    return UniqueKeys.read(inside.get(), dialect)
        .filter(_ -> !conflictClause())
        .<RowDemand>map(keys -> new RowDemand.Unique(subject, keys, "", nullsAlike))
        .orElseGet(() -> unclear(DemandKind.UNIQUE, written, "its keys are not read"));
  }

  private void indexWords() {
    if (!tokens.accept("INDEX")) {
      tokens.accept("KEY");
    }
    boolean missing = tokens.accept("IF", "NOT", "EXISTS");
    TokenCursor before = tokens.ahead();
    if (!tokens.word().equals("USING") && tokens.name().isPresent()) {
      subject = new Subject(table, tokens.since(before), missing || unlessThere);
    }
    if (tokens.accept("USING")) {
      tokens.take();
    }
  }

  private RowDemand check() {
    Optional<TokenCursor> inside = tokens.inside();
    if (inside.isEmpty() || conflictClause()) {
      return unclear(DemandKind.CHECK, "CHECK " + tokens.rest(), "its condition is not read");
    }
    return new RowDemand.Check(subject, inside.get().rest());
  }

  private RowDemand notNull() {
    tokens.accept("NULL");
    TokenCursor before = tokens.ahead();
    tokens.name();
    return new RowDemand.NotNull(subject, List.of(tokens.since(before)));
  }

  private RowDemand reference() {
    tokens.accept("KEY");
    String written = "FOREIGN KEY " + tokens.rest();
    if (dialect.isMySqlFamily()) {
      if (tokens.accept("IF", "NOT", "EXISTS")) {
        subject = new Subject(table, subject.name(), true);
      }
      tokens.name();
    }
    List<String> columns = tokens.inside().map(ConstraintClause::names).orElse(List.of());
    return tokens.accept("REFERENCES")
        ? References.read(tokens, dialect, subject, columns)
        : unclear(DemandKind.FOREIGN_KEY, written, "it is written in a way not read here");
  }

  /** A demand, unless the clause says that rows are not held against it. */
  private List<OnRows> judged(RowDemand demand) {
    if (tokens.hasSequence("NOT", "ENFORCED")) {
      return List.of();
    }
    return tokens.hasSequence("NOT", "VALID")
        ? List.of(new RowChange.Unvalidated(demand))
        : List.of(demand);
  }

  private boolean conflictClause() {
    return tokens.hasSequence("ON", "CONFLICT");
  }

  private RowDemand.Unclear unclear(DemandKind kind, String text, String because) {
    return new RowDemand.Unclear(subject, kind, text.strip(), because);
  }

  /** Names with commas between. */
  static List<String> names(TokenCursor list) {
    List<String> names = new ArrayList<>();
    list.parts().forEach(part -> names.add(part.rest()));
    return names;
  }
}
