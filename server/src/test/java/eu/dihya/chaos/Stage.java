package eu.dihya.chaos;

/** What a worker's trace says of a target, in the order in which it happens. */
enum Stage {
  /** It waits for the statement of a connection that is left over. */
  WAITING,
  /** It owns the target. */
  FENCED,
  /** It is about to begin the next statement or transaction. */
  BEFORE,
  /** The intent of the next statement is committed, or the transaction that holds it is open. */
  INTENT,
  /** A statement goes out by itself. */
  SENT,
  /** A statement goes out inside a transaction. */
  SENT_INSIDE,
  ANSWERED,
  FAILED,
  /** Everything that the record is about was answered; now it is written. */
  RECORDING,
  /** What commits statements together with their record is sent. */
  COMMITTING,
  /** What commits a record alone is sent. */
  COMMITTING_RECORD,
  RECORDED,
  /** The run ended by itself. */
  ENDED
}
