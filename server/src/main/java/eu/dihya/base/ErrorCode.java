package eu.dihya.base;

/** What kind of failure it is: one table from failure to HTTP status and exit code. */
public enum ErrorCode {
  /** A fault of ours. */
  INTERNAL(500, 1),
  /** Something that was to be done was tried and failed. */
  FAILED(500, 1),
  /** Wrong use of a command or a request that does not fit its contract. */
  USAGE(400, 2),
  /** A file or a setting is wrong. */
  CONFIGURATION(422, 2),
  /** A migration file is wrong, or the catalogue contradicts itself or a target. */
  CATALOG(422, 2),
  /** SQL that cannot be split or that the engine refuses. */
  SQL(422, 1),
  /** There is no such thing, or the caller may not know of it. */
  NOT_FOUND(404, 2),
  /** The thing is in a state in which this cannot be done. */
  CONFLICT(409, 5),
  /** The caller may not do this. */
  NOT_ALLOWED(403, 7),
  /** The caller has not signed in. */
  NOT_SIGNED_IN(401, 7),
  /** The password is right, and the account has a second factor which has to be shown too. */
  SECOND_FACTOR(401, 7),
  /** The caller may do this, and has to show again who they are. */
  STEP_UP(403, 7),
  /** Tried too often, or by too many at once; later it can be done. */
  TOO_MANY(429, 7),
  /** A database or service does not answer. */
  UNREACHABLE(503, 1),
  /** A target's real schema is not the one that its history recorded. */
  DRIFT(409, 6),
  /** A lock, or the lease on a tenant, is held by somebody else. */
  LOCKED(423, 1),
  /** A newer owner has taken over; this one must stop. */
  FENCED(409, 1);

  private final int httpStatus;
  private final int exitCode;

  ErrorCode(int httpStatus, int exitCode) {
    this.httpStatus = httpStatus;
    this.exitCode = exitCode;
  }

  /** The HTTP status that the API answers with. */
  public int httpStatus() {
    return httpStatus;
  }

  /** The exit code that the command line ends with. */
  public int exitCode() {
    return exitCode;
  }

  /** The name in API answers: {@code not-found}. */
  public String slug() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
