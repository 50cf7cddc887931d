package eu.dihya.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code kill -9} of the database server's own process while a worker is at it. */
@Execution(ExecutionMode.CONCURRENT)
class ServerKilledIT {
  private static final int ROUNDS = Boolean.getBoolean("dihya.tests.full") ? 6 : 1;
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final int TARGETS = 3;

  @ParameterizedTest
  @CsvSource({
    "POSTGRESQL, false",
    "POSTGRESQL, true",
    "MARIADB, false",
    "MARIADB, true",
  })
  void workGoesOnSoonAfterItIsBackAndNothingIsDoneTwice(Engine engine, boolean bothDie) {
    try (OwnServer server = new OwnServer(engine);
        Drivers drivers = new Drivers()) {
      Fleet fleet = Fleet.on(server.asTestServer());
      CleanRun clean = CleanRun.on(fleet.fresh("t"), fleet.workspace("chaos"), drivers);
      for (int round = 0; round < ROUNDS; round++) {
        Round one = new Round(fleet, drivers, round, bothDie);
        one.strike(server);
        assertThat(Scene.faults(one.scene.finish(clean.picture()))).as("round " + round).isEmpty();
        assertThat(one.takenUpAgain()).isBefore(one.back.plus(SOON));
      }
    }
  }

  /** One death of a server. */
  private static final class Round {
    private final List<Job> jobs;
    private final Scene scene;
    private final boolean bothDie;
    private final Duration delay;
    private Instant back = Instant.MAX;

    Round(Fleet fleet, Drivers drivers, int number, boolean bothDie) {
      this.jobs = fleet.fresh(TARGETS);
      this.bothDie = bothDie;
      this.delay = Duration.ofMillis(500 + new SplittableRandom(20250613 + number).nextLong(1500));
      String name = "server-%s-%s-%d".formatted(fleet.engine().code(), bothDie, number);
      this.scene = new Scene(fleet.workspace("chaos"), name, drivers, jobs);
    }

    void strike(OwnServer server) {
      scene.strike(
          Duration.ZERO,
          job -> job,
          worker -> {
            assertThat(worker.livesFor(delay)).as("it was not done yet").isTrue();
            server.kill();
            if (bothDie) {
              worker.close();
            }
            server.startAgain();
            back = Instant.now();
            worker.awaitEnd();
          });
    }

    /** When the last of the targets had an owner again that its worker had not given up by then. */
    Instant takenUpAgain() {
      return jobs.stream()
          .filter(job -> !wasGivenUp(job))
          .map(this::takenUpAgain)
          .max(Instant::compareTo)
          .orElse(back);
    }

    /** A server that takes long to come back has used up the tries. */
    private boolean wasGivenUp(Job job) {
      return scene.trace(job, 1).stream()
          .anyMatch(event -> event.stage() == Stage.ENDED && event.at().isBefore(back));
    }

    private Instant takenUpAgain(Job job) {
      return java.util.stream.IntStream.rangeClosed(1, 2)
          .boxed()
          .flatMap(worker -> scene.trace(job, worker).stream())
          .filter(event -> event.stage() == Stage.FENCED && event.at().isAfter(back))
          .findFirst()
          .orElseThrow(() -> new AssertionError(job.tenant() + " was not taken up again"))
          .at();
    }
  }
}
