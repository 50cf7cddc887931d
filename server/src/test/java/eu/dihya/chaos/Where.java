package eu.dihya.chaos;

/** What a kill found of the statement or transaction that a worker was at. */
enum Where {
  /** Nothing of it was written. */
  BEFORE_INTENT("before intent"),
  /** Its intent stood or its transaction was open, and not everything was answered. */
  IN_FLIGHT("in flight"),
  /** All was answered, and there was no committed record of that. */
  EXECUTED("executed, not recorded"),
  /** A record of it was committed, whether that was answered or not. */
  RECORDED("recorded");

  private final String title;

  Where(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
