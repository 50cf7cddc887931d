package eu.dihya.engine;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a database answered instead of doing it. The message is redacted: it carries no values of
 * rows.
 */
public final class SqlFailure extends DihyaException {
  private static final long serialVersionUID = 1L;

  /** What kind of failure, the same on every engine. */
  public enum Kind {
    UNREACHABLE(ErrorCode.UNREACHABLE, true),
    WRONG_PASSWORD(ErrorCode.UNREACHABLE, false),
    NO_SUCH_DATABASE(ErrorCode.UNREACHABLE, false),
    /** A pooler that was not declared stands between. */
    POOLER(ErrorCode.CONFIGURATION, false),
    /** The connection ended while we waited; the outcome of what was sent is unknown. */
    CONNECTION_LOST(ErrorCode.UNREACHABLE, true),
    /** The target's session lock, or a lock on a table, is held by somebody else. */
    LOCKED(ErrorCode.LOCKED, true),
    DEADLOCK(ErrorCode.LOCKED, true),
    SERIALIZATION(ErrorCode.LOCKED, true),
    STATEMENT_TIMEOUT(ErrorCode.SQL, false),
    CANCELLED(ErrorCode.SQL, false),
    PRIVILEGE(ErrorCode.SQL, false),
    SYNTAX(ErrorCode.SQL, false),
    /** A unique, foreign key, check or not-null constraint. */
    CONSTRAINT(ErrorCode.SQL, false),
    /** An object exists already, or does not exist. */
    OBJECT(ErrorCode.SQL, false),
    /** A verify statement returned a row. */
    VERIFY(ErrorCode.SQL, false),
    FENCED(ErrorCode.FENCED, false),
    OTHER(ErrorCode.SQL, false);

    private final ErrorCode code;
    private final boolean transientFailure;

    Kind(ErrorCode code, boolean transientFailure) {
      this.code = code;
      this.transientFailure = transientFailure;
    }

    /**
     * Whether trying the whole transaction again later may succeed without anybody changing
     * anything.
     */
    public boolean isTransient() {
      return transientFailure;
    }
  }

  private final Kind kind;
  private final @Nullable String sqlState;
  private final int offset;

  /**
   * @param sqlState SQLSTATE, or the engine's own code where it has none; null when the server was
   *     never reached
   * @param offset position of the error in the statement in code points, from 1; 0 when unknown
   */
  public SqlFailure(
      Kind kind, String message, @Nullable String sqlState, int offset, @Nullable Throwable cause) {
    super(kind.code, message, cause);
    this.kind = kind;
    this.sqlState = sqlState;
    this.offset = offset;
  }

  public Kind kind() {
    return kind;
  }

  public Optional<String> sqlState() {
    return Optional.ofNullable(sqlState);
  }

  public int offset() {
    return offset;
  }
}
