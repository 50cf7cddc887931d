package eu.dihya.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Engine;
import eu.dihya.engine.SessionOptions;
import eu.dihya.testing.TcpProxy;
import eu.dihya.testing.TcpProxy.Direction;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The wire between a worker and its server breaks at a random byte: reset, cut off without a word,
 * or after a part of a message; some bytes are late. The same once more, on a whole wire, ends
 * right.
 */
@Execution(ExecutionMode.CONCURRENT)
class CutConnectionIT {
  private static final int ROUNDS = Boolean.getBoolean("dihya.tests.full") ? 40 : 2;
  private static final long SEED = 20250615;

  /** What a whole migration sends is more than this in either direction. */
  private static final long BYTES = 24_000;

  /** A server that says nothing for so long is taken for gone. */
  private static final SessionOptions IMPATIENT =
      new SessionOptions(
          Duration.ofSeconds(3),
          Duration.ofSeconds(3),
          Duration.ofSeconds(5),
          Duration.ofSeconds(4),
          false,
          Worker.OPTIONS.owner());

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void nothingIsDoneTwiceAndNothingIsLost(Engine engine) {
    Fleet fleet = Fleet.of(engine);
    try (Drivers drivers = new Drivers()) {
      CleanRun clean = CleanRun.on(fleet.fresh("t"), fleet.workspace("chaos"), drivers);
      for (long seed = SEED; seed < SEED + ROUNDS; seed++) {
        Job job = fleet.fresh("cut");
        Scene scene =
            new Scene(
                fleet.workspace("chaos"),
                "cut-" + engine.code() + "-" + seed,
                drivers,
                List.of(job));
        assertThat(cut(scene, job, drivers, seed)).as("it broke").isTrue();
        assertThat(Scene.faults(scene.finish(clean.picture()))).as("seed " + seed).isEmpty();
      }
    }
  }

  /** Whether the wire broke before the work was done. */
  private static boolean cut(Scene scene, Job job, Drivers drivers, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    try (TcpProxy proxy = TcpProxy.to(job.target().host(), job.target().port())) {
      Direction direction = random.nextBoolean() ? Direction.TO_SERVER : Direction.TO_CLIENT;
      long bytes = random.nextLong(BYTES);
      if (random.nextInt(3) == 0) {
        proxy.dropAfter(bytes, direction);
      } else {
        proxy.resetAfter(bytes, direction);
      }
      if (random.nextInt(3) == 0) {
        proxy.delay(Duration.ofMillis(1 + random.nextInt(3)));
      }
      Assignment assignment =
          scene.next(Duration.ZERO, each -> each.through(proxy.host(), proxy.port()));
      new Worker(assignment, drivers, IMPATIENT).run();
      return proxy.hasStruck();
    }
  }
}
