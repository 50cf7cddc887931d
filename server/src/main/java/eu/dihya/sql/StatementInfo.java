package eu.dihya.sql;

import java.util.List;

/**
 * What a statement is, as far as its first tokens tell.
 *
 * @param kind what it is for
 * @param verb in upper case, for {@code CREATE}, {@code ALTER} and {@code DROP} with the kind of
 *     object: {@code CREATE INDEX}, {@code DROP TABLE}, {@code INSERT}
 * @param objects the names that are easily known, unquoted, with their schema: tables, and what is
 *     created, altered or dropped; for an index its table, when it is named
 * @param concurrently PostgreSQL's {@code CONCURRENTLY}
 * @param implicitCommit MySQL and MariaDB commit before or after it
 * @param outsideTransaction PostgreSQL or SQLite refuse it, or ignore it, inside a transaction
 * @param returnsRows it answers with rows
 */
public record StatementInfo(
    StatementKind kind,
    String verb,
    List<String> objects,
    boolean concurrently,
    boolean implicitCommit,
    boolean outsideTransaction,
    boolean returnsRows) {

  public StatementInfo {
    objects = List.copyOf(objects);
  }

  /** Looks at the first few thousand tokens. */
  public static StatementInfo of(Statement statement, SqlDialect dialect) {
    return new Classification(TokenCursor.of(statement.sql(), dialect), dialect).info();
  }

  /** Whether it begins or ends a transaction, which a migration must not do. */
  public boolean isTransactionControl() {
    return kind == StatementKind.TRANSACTION_CONTROL;
  }
}
