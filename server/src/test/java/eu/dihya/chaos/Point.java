package eu.dihya.chaos;

/** Where a worker can be told to end. */
enum Point {
  /** Nothing of the next statement, or of the next transaction, is written. */
  BEFORE_INTENT,
  /** The intent is committed, or the transaction is open, and the statement is not sent. */
  AFTER_INTENT,
  /** The statement is sent, and its answer is not heard. */
  IN_FLIGHT,
  /** The answer is heard, and the record of it is not written. */
  EXECUTED,
  /** The record is committed, and the answer to that is not heard. */
  COMMITTED,
  /** The record is committed, and that was heard. */
  RECORDED
}
