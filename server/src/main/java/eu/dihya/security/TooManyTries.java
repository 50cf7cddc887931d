package eu.dihya.security;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.time.Duration;

/** Signing in was tried too often, and has to wait. */
public final class TooManyTries extends DihyaException {
  private static final long serialVersionUID = 1;

  private final Duration wait;

  TooManyTries(Duration wait) {
    super(
        ErrorCode.TOO_MANY,
        "signing in failed too often; try again in " + Math.max(1, wait.toSeconds() + 1) + " s");
    this.wait = wait;
  }

  /** How long, rounded up to whole seconds. */
  public long seconds() {
    return wait.toSeconds() + 1;
  }
}
