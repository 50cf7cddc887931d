package eu.dihya.chaos;

import eu.dihya.base.Engine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Chooses where workers are killed. All that it chooses follows from its seed. */
final class Choice {
  /**
   * How often each point comes, so that each of the four places of {@link Where} gets its share
   * beside the kills by the clock.
   */
  private static final List<Point> TRANSACTIONAL =
      times(
          new EnumMap<>(
              Map.of(
                  Point.BEFORE_INTENT, 9,
                  Point.AFTER_INTENT, 1,
                  Point.IN_FLIGHT, 8,
                  Point.EXECUTED, 8,
                  Point.COMMITTED, 4,
                  Point.RECORDED, 2)));

  /** The same where a kill by the clock mostly finds the last statement recorded. */
  private static final List<Point> JOURNALLED =
      times(
          new EnumMap<>(
              Map.of(
                  Point.BEFORE_INTENT, 5,
                  Point.AFTER_INTENT, 1,
                  Point.IN_FLIGHT, 8,
                  Point.EXECUTED, 7,
                  Point.COMMITTED, 6,
                  Point.RECORDED, 2)));

  /** What lasts long enough to be in flight still when the process ends. */
  private static final String SLOW = "slow|sleep|algorithm=copy|concurrently";

  private final SplittableRandom random;
  private final List<Point> points;

  Choice(long seed, Engine engine) {
    this.random = new SplittableRandom(seed);
    this.points = engine.hasTransactionalDdl() ? TRANSACTIONAL : JOURNALLED;
  }

  private static List<Point> times(Map<Point, Integer> times) {
    List<Point> points = new ArrayList<>();
    times.forEach((point, count) -> points.addAll(Collections.nCopies(count, point)));
    return List.copyOf(points);
  }

  boolean twice() {
    return random.nextInt(4) == 0;
  }

  boolean byTheClock() {
    return random.nextInt(5) == 0;
  }

  Duration within(Duration all) {
    return Duration.ofMillis(random.nextLong(Math.max(1, all.toMillis())));
  }

  Duration linger() {
    return Duration.ofMillis(random.nextLong(60));
  }

  /**
   * @param hits how often a run that nobody kills comes to each point
   */
  Job.Stop stop(Map<Point, Integer> hits) {
    Point point = points.get(random.nextInt(points.size()));
    if (point == Point.IN_FLIGHT && random.nextInt(4) != 0) {
      return new Job.Stop(point, 1 + random.nextInt(3), SLOW);
    }
    return new Job.Stop(point, 1 + random.nextInt(hits.getOrDefault(point, 1)));
  }
}
