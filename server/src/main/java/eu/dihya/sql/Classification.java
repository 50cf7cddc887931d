package eu.dihya.sql;

import java.util.List;
import java.util.Set;

/** Tells what one statement is. */
final class Classification {
  private static final Set<String> MAIN_VERBS =
      Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE", "VALUES", "TABLE");
  private static final Set<String> ROWS =
      Set.of("SELECT", "VALUES", "TABLE", "SHOW", "EXPLAIN", "DESCRIBE", "DESC", "FETCH", "PRAGMA");

  private final TokenCursor tokens;
  private final SqlDialect dialect;

  Classification(TokenCursor tokens, SqlDialect dialect) {
    this.tokens = tokens;
    this.dialect = dialect;
  }

  StatementInfo info() {
    while (tokens.acceptMark("(")) {
      // A query may stand in parentheses.
    }
    String first = tokens.word();
    if (Transactions.isControl(tokens.rewound(), dialect)) {
      return transactionControl();
    }
    if (Set.of("CREATE", "ALTER", "DROP").contains(first)) {
      return definition();
    }
    if (first.equals("WITH")) {
      tokens.seek(MAIN_VERBS);
      return simple(tokens.word());
    }
    return simple(first);
  }

  private StatementInfo transactionControl() {
    boolean commits =
        dialect.isMySqlFamily()
            && !Set.of("SAVEPOINT", "RELEASE", "XA", "ROLLBACK").contains(tokens.word());
    return new StatementInfo(
        StatementKind.TRANSACTION_CONTROL,
        Verbs.of(tokens.rewound()),
        List.of(),
        false,
        commits,
        false,
        false);
  }

  private StatementInfo definition() {
    TokenCursor cursor = tokens.rewound();
    ObjectType type = ObjectType.read(cursor);
    String verb = type.verb();
    boolean concurrently = tokens.rewound().has("CONCURRENTLY");
    List<String> objects = new ObjectNames(cursor).ofDefinition(type);
    return new StatementInfo(
        StatementKind.DDL,
        verb,
        objects,
        concurrently,
        Transactions.commitsImplicitly(verb, type.temporary(), dialect),
        Transactions.refuses(verb, tokens.rewound(), dialect),
        false);
  }

  private StatementInfo simple(String first) {
    String verb = MAIN_VERBS.contains(first) ? first : Verbs.of(tokens.rewound());
    TokenCursor all = tokens.rewound();
    boolean modifiesInside =
        first.equals("SELECT")
            && (all.hasSequence("RETURNING") && dialect == SqlDialect.POSTGRESQL);
    StatementKind kind = modifiesInside ? StatementKind.DML : Verbs.kind(verb, dialect);
    boolean rows =
        ROWS.contains(first) && !all.has("INTO")
            || kind == StatementKind.DML && all.has("RETURNING");
    return new StatementInfo(
        kind,
        verb,
        new ObjectNames(tokens).ofOther(verb),
        verb.startsWith("RE") && (all.hasSequence("CONCURRENTLY")),
        Transactions.commitsImplicitly(verb, false, dialect),
        Transactions.refuses(verb, all, dialect),
        rows);
  }
}
