package eu.dihya.archive;

/**
 * Bytes that are not what their codec says. Becomes a finding of {@code verify} or the message of
 * an error.
 */
final class MalformedBlock extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedBlock(String message) {
    super(message);
  }

  /** What is wrong, to follow "the block …". */
  String what() {
    String message = getMessage();
    return message == null ? "is malformed" : message;
  }
}
