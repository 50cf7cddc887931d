package eu.dihya.chaos;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Follows one run on one target, and stops it at its point. Used by one thread. */
final class Watch {
  private final Trace trace;
  private final Failpoints failpoints;
  private final Optional<Job.Stop> stop;
  private final Pattern matching;
  private final Map<Point, Integer> hits = new EnumMap<>(Point.class);
  private int counted;
  private String statement = "";

  Watch(Trace trace, Failpoints failpoints, Optional<Job.Stop> stop) {
    this.trace = trace;
    this.failpoints = failpoints;
    this.stop = stop;
    this.matching =
        Pattern.compile(stop.map(Job.Stop::matching).orElse(""), Pattern.CASE_INSENSITIVE);
  }

  /** How often each point was reached. */
  Map<Point, Integer> hits() {
    return hits;
  }

  void at(Stage stage, String detail) {
    trace.add(stage, detail);
  }

  /** The statement that the following points are about. */
  void about(String sql) {
    statement = sql;
  }

  void pass(Point point) {
    if (reaches(point)) {
      failpoints.stopHere();
    }
  }

  /** Whether the statement is the one that is to be in flight at the end. */
  boolean takesOff() {
    boolean last = reaches(Point.IN_FLIGHT);
    if (last) {
      failpoints.beforeFlight();
    }
    return last;
  }

  void landed() {
    failpoints.afterFlight();
  }

  private boolean reaches(Point point) {
    hits.merge(point, 1, Integer::sum);
    if (stop.isEmpty() || stop.get().point() != point || !matching.matcher(statement).find()) {
      return false;
    }
    counted++;
    return counted == stop.get().nth();
  }
}
