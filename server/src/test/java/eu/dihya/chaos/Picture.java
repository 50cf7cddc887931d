package eu.dihya.chaos;

import eu.dihya.engine.EngineDriver;
import eu.dihya.engine.HistoryRow;
import eu.dihya.engine.Journal;
import eu.dihya.engine.Row;
import eu.dihya.engine.SchemaHistory;
import eu.dihya.engine.Session;
import eu.dihya.engine.SessionOptions;
import eu.dihya.engine.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Everything about a target that must not depend on how often somebody was killed on the way.
 *
 * @param data all rows of all tables of the tenant, sorted, by table
 * @param history what the history says was done, without times, epochs and names of runs
 * @param leftovers what should not be there
 */
record Picture(
    SortedMap<String, String> schema,
    SortedMap<String, List<String>> data,
    List<String> history,
    List<String> journal,
    List<String> leftovers) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * Waits until the connections of others have gone; takes the session lock, which must be free.
   */
  static Picture of(Job job, Drivers drivers) {
    EngineDriver driver = drivers.of(job.target().engine());
    try (Session session =
        driver.connect(job.target(), Optional.of(job.login()), SessionOptions.DEFAULT)) {
      session.lock(PATIENCE);
      Shape shape = driver.schemaReader().shape(session, job.target());
      return new Picture(
          shape.objects(),
          data(session, driver, shape),
          new SchemaHistory(session, driver.dialect(), job.target())
              .rows().stream().map(Picture::told).toList(),
          new Journal(session, driver.dialect(), job.target())
              .all().stream().map(String::valueOf).toList(),
          leftovers(session));
    }
  }

  private static List<String> leftovers(Session session) {
    List<String> left = new ArrayList<>(Leftovers.of(session));
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInSameThread()
          .until(() -> Leftovers.connections(session).isEmpty());
    } catch (ConditionTimeoutException e) {
      left.addAll(Leftovers.connections(session));
    }
    return left;
  }

  private static String told(HistoryRow row) {
    return String.join(
        " ",
        row.stream(),
        row.version(),
        row.kind().code(),
        row.rawChecksum(),
        row.tokenChecksum(),
        row.placeholderDigest(),
        String.valueOf(row.shapeAfter()));
  }

  private static SortedMap<String, List<String>> data(
      Session session, EngineDriver driver, Shape shape) {
    SortedMap<String, List<String>> data = new TreeMap<>();
    for (String object : shape.objects().keySet()) {
      if (object.startsWith("table ") && !object.contains("/")) {
        String table = object.substring("table ".length());
        data.put(
            table,
            session.query("SELECT * FROM " + driver.dialect().identifier(table)).stream()
                .map(Picture::text)
                .sorted()
                .toList());
      }
    }
    return data;
  }

  private static String text(Row row) {
    SortedMap<String, Object> values = new TreeMap<>(row.values());
    values.replaceAll(
        (column, value) -> value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value);
    return values.toString();
  }

  /** The parts that counted themselves, each as often as it did. */
  Map<String, Long> parts() {
    return data.getOrDefault("applied", List.of()).stream()
        .collect(Collectors.groupingBy(row -> row, TreeMap::new, Collectors.counting()));
  }
}
