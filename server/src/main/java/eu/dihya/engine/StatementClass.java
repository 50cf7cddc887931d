package eu.dihya.engine;

/**
 * How a statement's effect is made to happen exactly once, decided when planning.
 *
 * <p>The names are kept in {@code dihya_journal.class}.
 */
public enum StatementClass {
  /** In one transaction with its history row, or with its journal row. */
  TX,
  /** Not transactional; whether it took effect can be read from the catalogue. */
  PROBE,
  /** Safe to repeat. */
  IDEM,
  /**
   * After a crash nobody could tell; refused unless the operator has said beforehand what to do.
   */
  ASK
}
