package eu.dihya.engine.postgresql;

import eu.dihya.base.Redactor;
import eu.dihya.engine.Encryption;
import eu.dihya.engine.SqlFailure;
import eu.dihya.engine.SqlFailure.Kind;
import eu.dihya.tenants.Target;
import io.vertx.pgclient.PgException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's errors, and those of the connection to it, in the product's words. */
final class PostgresErrors {
  private static final Pattern RAISED_AT =
      Pattern.compile("PL/pgSQL function [^\\n]* line \\d+ at RAISE");

  private PostgresErrors() {}

  /**
   * A failure after the connection was made: what is not an answer of the server is the loss of it.
   */
  static SqlFailure of(Throwable e) {
    return e instanceof PgException answer
        ? answered(answer, kind(answer.getSqlState()), opponent(answer))
        : lost(e);
  }

  /** Of a deadlock the server tells who waited for whom, in numbers of processes. */
  private static String opponent(PgException e) {
    String detail = e.getDetail();
    return kind(e.getSqlState()) == Kind.DEADLOCK && detail != null
        ? "; " + detail.lines().findFirst().orElse("")
        : "";
  }

  /** A failure while the connection was being made. */
  static SqlFailure whileConnecting(Throwable e, Target target) {
    String address = target.server();
    if (e instanceof PgException answer) {
      Kind kind = kind(answer.getSqlState());
      return answered(answer, kind == Kind.CONNECTION_LOST ? Kind.UNREACHABLE : kind);
    }
    return new SqlFailure(
        Kind.UNREACHABLE,
        Encryption.reason(e, target.tls())
            .map(reason -> address + ": " + reason)
            .orElseGet(
                () -> "%s does not answer: %s".formatted(address, Redactor.secrets(text(e)))),
        null,
        0,
        e);
  }

  static SqlFailure answered(PgException e, Kind kind) {
    return answered(e, kind, "");
  }

  /** Keeps the answer as the cause of a lock alone, since any other may quote rows. */
  static SqlFailure answered(PgException e, Kind kind, String addition) {
    String safe = raised(e).orElseGet(() -> message(e));
    PgException cause = kind == Kind.LOCKED ? e : null;
    return new SqlFailure(kind, safe + addition, e.getSqlState(), offset(e), cause);
  }

  private static String message(PgException e) {
    String message = Optional.ofNullable(e.getErrorMessage()).orElse("an error without a message");
    String hint = Optional.ofNullable(e.getHint()).map(text -> " (" + text + ")").orElse("");
    return Redactor.databaseError(withoutValues(message, e.getSqlState()) + hint);
  }

  /** What code in the database says may hold anything, whatever SQLSTATE it says it with. */
  private static Optional<String> raised(PgException e) {
    Matcher place = RAISED_AT.matcher(Optional.ofNullable(e.getWhere()).orElse(""));
    boolean found = place.find();
    return found || "P0001".equals(e.getSqlState())
        ? Optional.of(Redactor.raised(found ? place.group() : "RAISE"))
        : Optional.empty();
  }

  static SqlFailure lost(Throwable e) {
    return new SqlFailure(
        Kind.CONNECTION_LOST,
        "the connection ended before the server answered, so the outcome is unknown: "
            + Redactor.secrets(text(e)),
        null,
        0,
        e);
  }

  static Kind kind(String sqlState) {
    return switch (sqlState) {
      case "28P01", "28000" -> Kind.WRONG_PASSWORD;
      case "3D000" -> Kind.NO_SUCH_DATABASE;
      case "53300", "57P03" -> Kind.UNREACHABLE;
      case "57P01", "57P02", "57P05" -> Kind.CONNECTION_LOST;
      case "55P03", "55006" -> Kind.LOCKED;
      case "40P01" -> Kind.DEADLOCK;
      case "40001" -> Kind.SERIALIZATION;
      case "57014" -> Kind.CANCELLED;
      case "42501", "25006" -> Kind.PRIVILEGE;
      case "42601" -> Kind.SYNTAX;
      case "42P01",
          "42P02",
          "42703",
          "42883",
          "42704",
          "42P07",
          "42701",
          "42710",
          "42723",
          "42P06",
          "42P04",
          "3F000" ->
          Kind.OBJECT;
      case null, default -> byClass(sqlState);
    };
  }

  private static Kind byClass(String sqlState) {
    if (sqlState == null) {
      return Kind.OTHER;
    }
    if (sqlState.startsWith("08")) {
      return Kind.CONNECTION_LOST;
    }
    return sqlState.startsWith("23") ? Kind.CONSTRAINT : Kind.OTHER;
  }

  /** Data exceptions quote the value that they could not read. */
  private static String withoutValues(String message, String sqlState) {
    return sqlState != null && sqlState.startsWith("22")
        ? message.replaceAll("(?s)\".*\"", "\"…\"")
        : message;
  }

  private static int offset(PgException e) {
    String position = e.getPosition();
    return position == null || position.isBlank() ? 0 : Integer.parseInt(position.strip());
  }

  private static String text(Throwable e) {
    return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
  }
}
