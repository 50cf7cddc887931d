package eu.dihya.engine.mysql;

import eu.dihya.base.Redactor;
import eu.dihya.engine.Encryption;
import eu.dihya.engine.SqlFailure;
import eu.dihya.engine.SqlFailure.Kind;
import eu.dihya.tenants.Tls;
import io.vertx.mysqlclient.MySQLException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * From the server's error numbers to ours. Keeps no cause, since the client's exception carries the
 * raw message.
 */
final class Failures {
  private static final Pattern QUOTED = Pattern.compile("(?s)'.*'");

  /**
   * Errors outside the kinds that quote nothing but names; any other quotation may be the value of
   * a row.
   */
  private static final Set<Integer> QUOTES_NAMES =
      Set.of(
          1265, 1264, 1292, 1366, 1406, 1436, 1067, 1101, 1170, 1267, 1273, 1115, 1286, 1582, 1792,
          1906, 3780);

  private static final Set<Kind> NAMING =
      Set.of(
          Kind.CONSTRAINT, Kind.OBJECT, Kind.PRIVILEGE, Kind.NO_SUCH_DATABASE, Kind.WRONG_PASSWORD);

  /** Errors of constraints that quote the values of a row beside the names. */
  private static final Set<Integer> QUOTES_VALUES = Set.of(1557, 1761, 1762);

  /** What a server that has no encryption answers when it is asked for. */
  private static final int BAD_HANDSHAKE = 1043;

  /** An error of code in the database, with words of its own. */
  private static final int SIGNAL = 1644;

  private Failures() {}

  /** What a statement was answered with. */
  static SqlFailure of(MySQLException e, String sql) {
    Kind kind = kind(e.getErrorCode());
    int offset = kind == Kind.SYNTAX ? SyntaxPosition.offset(sql, raw(e)) : 0;
    return new SqlFailure(kind, message(e, kind), e.getSqlState(), offset, null);
  }

  /** What an attempt to connect was answered with. */
  static SqlFailure connecting(MySQLException e, Login login) {
    Kind kind =
        switch (e.getErrorCode()) {
          case 1045, 1130, 1698, 1820, 1862, 3118, 3159, 4151 -> Kind.WRONG_PASSWORD;
          case 1044 -> Kind.PRIVILEGE;
          case 1049 -> Kind.NO_SUCH_DATABASE;
          default -> Kind.UNREACHABLE;
        };
    Tls tls = login.target().tls();
    boolean clear = e.getErrorCode() == BAD_HANDSHAKE && tls.required();
    String message =
        "cannot connect to %s: %s"
            .formatted(login.server(), clear ? Encryption.none(tls) : message(e, kind));
    return new SqlFailure(kind, message, e.getSqlState(), 0, null);
  }

  static Kind kind(int code) {
    return switch (code) {
      case 1022,
          1048,
          1062,
          1169,
          1216,
          1217,
          1364,
          1451,
          1452,
          1557,
          1586,
          1761,
          1762,
          3819,
          4025 ->
          Kind.CONSTRAINT;
      case 1205, 3572 -> Kind.LOCKED;
      case 1213 -> Kind.DEADLOCK;
      case 1020 -> Kind.SERIALIZATION;
      case 1064, 1065, 1149 -> Kind.SYNTAX;
      case 1044, 1045, 1142, 1143, 1227, 1370, 1410, 1419, 1698 -> Kind.PRIVILEGE;
      case 1049 -> Kind.NO_SUCH_DATABASE;
      case 1007,
          1008,
          1050,
          1051,
          1054,
          1060,
          1061,
          1068,
          1072,
          1091,
          1109,
          1146,
          1176,
          1304,
          1305 ->
          Kind.OBJECT;
      case 1359, 1360, 1537, 1539, 1826, 3821, 3940, 4091, 4092 -> Kind.OBJECT;
      case 1969, 3024 -> Kind.STATEMENT_TIMEOUT;
      case 1317 -> Kind.CANCELLED;
      case 1053, 1080, 1152, 1158, 1159, 1160, 1161, 1184, 1927, 2006, 2013, 4031 ->
          Kind.CONNECTION_LOST;
      case 1040, 1129, 1203, 1226 -> Kind.UNREACHABLE;
      default -> Kind.OTHER;
    };
  }

  private static String message(MySQLException e, Kind kind) {
    String text =
        e.getErrorCode() == SIGNAL
            ? Redactor.raised("SIGNAL")
            : Redactor.databaseError(SyntaxPosition.withoutLiterals(raw(e)));
    boolean names =
        QUOTES_NAMES.contains(e.getErrorCode())
            || (NAMING.contains(kind) && !QUOTES_VALUES.contains(e.getErrorCode()));
    return "%s [%d %s]"
        .formatted(
            names ? text : QUOTED.matcher(text).replaceAll("'…'"),
            e.getErrorCode(),
            e.getSqlState());
  }

  /**
   * The client wraps the server's words: {@code {errorMessage=…, errorCode=1064, sqlState=42000}}.
   */
  private static String raw(MySQLException e) {
    String message = String.valueOf(e.getMessage());
    String start = "{errorMessage=";
    int end = message.lastIndexOf(", errorCode=");
    return message.startsWith(start) && end > 0 ? message.substring(start.length(), end) : message;
  }
}
