package eu.dihya.api;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far a client is: the id of an event. {@code epoch:revision} for all state topics together,
 * and after it for each log {@code ,R-0001/acme:57}, the number of the last line, which also holds
 * after a restart of the server.
 *
 * @param revision -1 when nothing is known
 * @param lines by what follows {@code log:} in the topic
 */
record StreamPosition(String epoch, long revision, Map<String, Long> lines) {
  private static final Pattern FIRST = Pattern.compile("([\\w-]{1,20}):(\\d{1,18})");
  private static final Pattern LINE = Pattern.compile("([^,:]{1,200}):(\\d{1,18})");

  /** Reads an id; what cannot be read is as if nothing were known. */
  static StreamPosition parse(@Nullable String id) {
    String[] parts = id == null ? new String[] {""} : id.split(",", 100);
    Matcher first = FIRST.matcher(parts[0]);
    Map<String, Long> lines = new LinkedHashMap<>();
    for (String part : Arrays.asList(parts).subList(1, parts.length)) {
      Matcher line = LINE.matcher(part);
      if (line.matches()) {
        lines.put(line.group(1), Long.parseLong(line.group(2)));
      }
    }
    return first.matches()
        ? new StreamPosition(first.group(1), Long.parseLong(first.group(2)), lines)
        : new StreamPosition("", -1, Map.of());
  }

  /** Number of the last line that is known of a log topic; -1 when none is. */
  long line(String topic) {
    return lines.getOrDefault(topic.substring("log:".length()), -1L);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(epoch + ":" + revision);
    lines.forEach((log, line) -> text.append(',').append(log).append(':').append(line));
    return text.toString();
  }
}
