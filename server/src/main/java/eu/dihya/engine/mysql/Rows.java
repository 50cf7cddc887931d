package eu.dihya.engine.mysql;

import eu.dihya.engine.Row;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.RowSet;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From the client's values to ours. The session's time zone is UTC. */
final class Rows {
  private Rows() {}

  static List<Row> of(RowSet<io.vertx.sqlclient.Row> answer) {
    List<Row> rows = new ArrayList<>();
    for (io.vertx.sqlclient.Row row : answer) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      for (int i = 0; i < row.size(); i++) {
        values.put(row.getColumnName(i).toLowerCase(Locale.ROOT), ours(row.getValue(i)));
      }
      rows.add(new Row(values));
    }
    return rows;
  }

  private static @Nullable Object ours(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text -> text;
      case Boolean flag -> flag;
      case Float number -> number.doubleValue();
      case Double number -> number;
      case Number number -> exact(new BigDecimal(number.toString()));
      case LocalDateTime time -> time.toInstant(ZoneOffset.UTC);
      case Buffer buffer -> buffer.getBytes();
      case JsonObject json -> json.encode();
      case JsonArray json -> json.encode();
      default -> value.toString();
    };
  }

  private static Object exact(BigDecimal number) {
    boolean integral = number.stripTrailingZeros().scale() <= 0;
    if (integral && number.precision() - number.scale() <= 18) {
      return number.longValueExact();
    }
    return number.doubleValue();
  }
}
