package eu.dihya.base;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one exception of the product. Its message is written for a person: what happened, to which
 * tenant and file, and what to do. It never carries a secret.
 */
public class DihyaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient List<Problem> problems;

  public DihyaException(ErrorCode code, String message) {
    this(code, message, List.of(), null);
  }

  public DihyaException(ErrorCode code, String message, @Nullable Throwable cause) {
    this(code, message, List.of(), cause);
  }

  /** Several problems found in one pass; the message lists them all, one a line. */
  public DihyaException(ErrorCode code, List<Problem> problems) {
    this(
        code, String.join("\n", problems.stream().map(Problem::toString).toList()), problems, null);
  }

  private DihyaException(
      ErrorCode code, String message, List<Problem> problems, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.problems = List.copyOf(problems);
  }

  /** The kind of failure. */
  public ErrorCode code() {
    return code;
  }

  /** The single problems, when several were collected; else empty. */
  public List<Problem> problems() {
    return problems;
  }

  /** The message, which unlike {@link #getMessage()} is never null. */
  public String text() {
    String message = getMessage();
    return message == null ? code.slug() : message;
  }
}
