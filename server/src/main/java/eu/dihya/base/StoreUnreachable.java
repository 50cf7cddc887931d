package eu.dihya.base;

/**
 * The control store does not answer. What was to be written is not there, unless the message says
 * that this is unknown; when the store is back, the same can be tried again.
 */
public final class StoreUnreachable extends DihyaException {
  private static final long serialVersionUID = 1L;

  public StoreUnreachable(String message, Throwable cause) {
    super(ErrorCode.UNREACHABLE, message, cause);
  }
}
