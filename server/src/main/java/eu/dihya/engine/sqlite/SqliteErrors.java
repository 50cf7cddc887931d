package eu.dihya.engine.sqlite;

import eu.dihya.base.Redactor;
import eu.dihya.engine.SqlFailure;
import eu.dihya.engine.SqlFailure.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** SQLite's errors in the product's words. */
final class SqliteErrors {
  private static final Pattern INNER = Pattern.compile("(?s)^\\[\\w+]\\s+.*?\\((.*)\\)$");
  private static final Pattern NEAR =
      Pattern.compile("near \"(.+?)\": syntax error|unrecognized token: \"(.+?)\"");
  private static final Pattern UNKNOWN =
      Pattern.compile("no such (?:table|column|function|index|view|trigger): (\\S+)");

  private SqliteErrors() {}

  /** The same failure with the place that was found for it. */
  static SqlFailure at(int offset, SqlFailure failure) {
    return new SqlFailure(
        failure.kind(),
        failure.text(),
        failure.sqlState().orElse(null),
        offset,
        failure.getCause());
  }

  static SqlFailure of(SQLException e, String sql) {
    String message = message(e);
    String safe =
        isRaised(e) ? Redactor.raised("a trigger's RAISE") : Redactor.databaseError(message);
    return new SqlFailure(
        kind(e, message),
        safe + advice(e),
        state(e),
        offset(message, sql),
        safe.equals(message) ? e : null);
  }

  /** With words of its own, which may quote the row. */
  private static boolean isRaised(SQLException e) {
    return e instanceof SQLiteException known
        && known.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_TRIGGER;
  }

  /** The engine's own words for a disk that has no more room say little. */
  private static String advice(SQLException e) {
    return switch (primary(e)) {
      case SQLITE_FULL -> "; make room where the file is, or let it have more pages";
      case SQLITE_IOERR ->
          "; the file system refused: it may be full, limit the size of files, or be failing";
      default -> "";
    };
  }

  static SqlFailure whileOpening(SQLException e, Path file) {
    String message = message(e);
    Kind kind =
        primary(e) == SQLiteErrorCode.SQLITE_NOTADB ? Kind.NO_SUCH_DATABASE : kind(e, message);
    return new SqlFailure(kind, "cannot open %s: %s".formatted(file, message), state(e), 0, e);
  }

  /**
   * SQLite does not tell who keeps a database busy; the operating system may, and if it is one of
   * ours, the lock file does.
   */
  static SqlFailure busy(SQLException e, Duration waited, Path database, Path lockFile) {
    String holder =
        Processes.locking(database).map(who -> "; it is locked by " + who).orElse("")
            + (Files.exists(lockFile)
                ? "; the last session of ours: " + FileSessionLock.holderOf(lockFile)
                : "");
    return new SqlFailure(
        Kind.LOCKED,
        "the database was still locked by another connection after %d ms%s"
            .formatted(waited.toMillis(), holder),
        "SQLITE_BUSY",
        0,
        e);
  }

  static boolean isBusy(SQLException e) {
    return switch (primary(e)) {
      case SQLITE_BUSY, SQLITE_LOCKED -> true;
      default -> false;
    };
  }

  private static Kind kind(SQLException e, String message) {
    return switch (primary(e)) {
      case SQLITE_BUSY, SQLITE_LOCKED -> Kind.LOCKED;
      case SQLITE_CONSTRAINT -> Kind.CONSTRAINT;
      case SQLITE_INTERRUPT -> Kind.CANCELLED;
      case SQLITE_CANTOPEN -> Kind.NO_SUCH_DATABASE;
      case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH -> Kind.PRIVILEGE;
      case SQLITE_ERROR -> byMessage(message);
      default -> Kind.OTHER;
    };
  }

  private static Kind byMessage(String message) {
    if (message.contains("syntax error")
        || message.contains("incomplete input")
        || message.contains("unrecognized token")) {
      return Kind.SYNTAX;
    }
    return message.contains("no such")
            || message.contains("already exists")
            || message.contains("has no column")
        ? Kind.OBJECT
        : Kind.OTHER;
  }

  /** The primary result code is the low byte of an extended one. */
  private static SQLiteErrorCode primary(SQLException e) {
    return e instanceof SQLiteException known
        ? SQLiteErrorCode.getErrorCode(known.getResultCode().code & 0xff)
        : SQLiteErrorCode.UNKNOWN_ERROR;
  }

  private static @Nullable String state(SQLException e) {
    return e instanceof SQLiteException known ? known.getResultCode().name() : e.getSQLState();
  }

  private static String message(SQLException e) {
    String whole = String.valueOf(e.getMessage());
    Matcher inner = INNER.matcher(whole);
    return inner.matches() ? inner.group(1) : whole;
  }

  /**
   * The driver does not hand on where the error is; the word it names is the place when it stands
   * there once.
   */
  private static int offset(String message, String sql) {
    String word = named(NEAR.matcher(message));
    if (word.isEmpty()) {
      word = named(UNKNOWN.matcher(message));
    }
    int at = word.isEmpty() ? -1 : sql.indexOf(word);
    return at < 0 || sql.indexOf(word, at + 1) >= 0 ? 0 : sql.codePointCount(0, at) + 1;
  }

  /** The word at which SQLite's parser stopped; empty for any other error. */
  static String syntaxWord(SQLException e) {
    return named(NEAR.matcher(message(e)));
  }

  private static String named(Matcher matcher) {
    if (!matcher.find()) {
      return "";
    }
    String first = matcher.group(1);
    return first != null ? first : matcher.group(matcher.groupCount());
  }
}
