package eu.dihya.engine.sqlite;

import eu.dihya.engine.Row;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values between Java and SQLite. */
final class SqliteValues {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private SqliteValues() {}

  static void bind(PreparedStatement statement, @Nullable Object[] arguments) throws SQLException {
    for (int i = 0; i < arguments.length; i++) {
      Object value = arguments[i];
      switch (value) {
        case Instant instant -> statement.setString(i + 1, TIME.format(instant));
        case Boolean flag -> statement.setInt(i + 1, flag ? 1 : 0);
        case byte[] bytes -> statement.setBytes(i + 1, bytes);
        case null, default -> statement.setObject(i + 1, value);
      }
    }
  }

  static List<Row> rows(ResultSet result) throws SQLException {
    ResultSetMetaData columns = result.getMetaData();
    var rows = new ArrayList<Row>();
    while (result.next()) {
      var values = new LinkedHashMap<String, @Nullable Object>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        Object value = result.getObject(i);
        values.put(
            columns.getColumnLabel(i).toLowerCase(Locale.ROOT),
            value instanceof Integer number ? (Object) number.longValue() : value);
      }
      rows.add(new Row(values));
    }
    return rows;
  }
}
