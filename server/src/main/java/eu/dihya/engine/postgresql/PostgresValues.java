package eu.dihya.engine.postgresql;

import eu.dihya.engine.Row;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Statements and values between our ports and the client. */
final class PostgresValues {
  private PostgresValues() {}

  /**
   * The values take the places of {@code ?} outside quotes: one message to the server, where
   * parameters would be two. For our own statements only.
   */
  static String filled(String sql, @Nullable Object... arguments) {
    if (arguments.length == 0) {
      return sql;
    }
    var out = new StringBuilder(sql.length() + 64 * arguments.length);
    int number = 0;
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      if (c == '\'' || c == '"') {
        int end = sql.indexOf(c, i + 1);
        int close = end < 0 ? sql.length() - 1 : end;
        out.append(sql, i, close + 1);
        i = close;
      } else if (c == '?') {
        out.append(literal(arguments[number++]));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static String literal(@Nullable Object value) {
    return switch (value) {
      case null -> "NULL";
      case String text -> PostgresDialect.string(text);
      case Boolean flag -> flag.toString();
      case Long number -> "(" + number + ")";
      case Integer number -> "(" + number + ")";
      case Double number -> "'" + number + "'::float8";
      case Instant time -> "'" + time + "'::timestamptz";
      case byte[] bytes -> "E'\\\\x" + HexFormat.of().formatHex(bytes) + "'::bytea";
      default -> throw new IllegalArgumentException("not a value of ours: " + value.getClass());
    };
  }

  static List<Row> rows(RowSet<io.vertx.sqlclient.Row> result) {
    var rows = new ArrayList<Row>(result.size());
    for (io.vertx.sqlclient.Row row : result) {
      var values = new LinkedHashMap<String, @Nullable Object>();
      for (int i = 0; i < row.size(); i++) {
        values.put(row.getColumnName(i).toLowerCase(Locale.ROOT), value(row.getValue(i)));
      }
      rows.add(new Row(values));
    }
    return rows;
  }

  private static @Nullable Object value(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text -> text;
      case Boolean flag -> flag;
      case Double number -> number;
      case Float number -> (Object) number.doubleValue();
      case Long number -> number;
      case Integer number -> (Object) number.longValue();
      case Short number -> (Object) number.longValue();
      case OffsetDateTime time -> time.toInstant();
      case LocalDateTime time -> time.toInstant(ZoneOffset.UTC);
      case Buffer bytes -> bytes.getBytes();
      default -> value.toString();
    };
  }
}
