package eu.dihya.cli;

/** The exit codes that are no {@link eu.dihya.base.ErrorCode}'s. */
final class Exit {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;

  /** Some tenants failed, were held or skipped, or were left out against one's wish. */
  static final int PARTIAL = 3;

  /** Changes are pending; with {@code --detailed-exitcode}. */
  static final int PENDING = 4;

  /** Paused, or in need of a decision. */
  static final int PAUSED = 5;

  static final int INTERRUPTED = 130;

  private Exit() {}
}
