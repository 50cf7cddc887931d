package eu.dihya.engine;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of a small result; column names in lower case. Values are String, Long, Double, Boolean,
 * Instant, byte[] or null.
 */
public record Row(Map<String, @Nullable Object> values) {
  public String text(String column) {
    Object value = value(column);
    if (value == null) {
      throw new IllegalStateException("column " + column + " is null");
    }
    return value.toString();
  }

  public @Nullable String textOrNull(String column) {
    Object value = value(column);
    return value == null ? null : value.toString();
  }

  public long number(String column) {
    return value(column) instanceof Number number
        ? number.longValue()
        : Long.parseLong(text(column));
  }

  public boolean flag(String column) {
    Object value = value(column);
    return value instanceof Boolean flag
        ? flag
        : value instanceof Number number && number.longValue() != 0;
  }

  public @Nullable Instant instantOrNull(String column) {
    Object value = value(column);
    return value == null
        ? null
        : value instanceof Instant instant ? instant : Instant.parse(value.toString());
  }

  private @Nullable Object value(String column) {
    if (!values.containsKey(column)) {
      throw new IllegalStateException("no column " + column + " in " + values.keySet());
    }
    return values.get(column);
  }
}
