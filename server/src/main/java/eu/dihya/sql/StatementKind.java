package eu.dihya.sql;

/** What a statement is for. */
public enum StatementKind {
  /** Changes the schema or the rights on it. */
  DDL,
  /** Changes rows. */
  DML,
  /** Reads. */
  QUERY,
  /**
   * Begins or ends a transaction, or sets a point in it: what a migration must leave to the tool.
   */
  TRANSACTION_CONTROL,
  /** Sets something for the session. */
  SESSION,
  /** Maintenance, calls, explanations. */
  UTILITY,
  /** Not known. */
  OTHER
}
