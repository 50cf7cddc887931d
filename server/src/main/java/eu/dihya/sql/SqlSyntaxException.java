package eu.dihya.sql;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Problem;
import eu.dihya.base.SourcePosition;
import java.util.List;

/**
 * A text that cannot be read as SQL of its dialect: an unterminated quote, a NUL byte, a client
 * command.
 */
public final class SqlSyntaxException extends DihyaException {
  private static final long serialVersionUID = 1L;

  private final transient SourcePosition position;

  /** The message is the position followed by the reason. */
  public SqlSyntaxException(SourcePosition position, String reason) {
    super(ErrorCode.SQL, List.of(new Problem(position, reason)));
    this.position = position;
  }

  /** Where the fault begins; of something unterminated, where it was opened. */
  public SourcePosition position() {
    return position;
  }
}
