package eu.dihya.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Engine;
import eu.dihya.rollout.TenantWork.RunOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A worker is stopped in the middle ({@code SIGSTOP}), another takes its targets over and finishes
 * them; then the first one wakes.
 */
@Execution(ExecutionMode.CONCURRENT)
class StoppedWorkerIT {
  private static final int TARGETS = 5;
  private static final int ROUNDS = Boolean.getBoolean("dihya.tests.full") ? 10 : 1;

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "MARIADB"})
  void nothingThatItDoesAfterWakingHasAnyEffect(Engine engine) {
    Fleet fleet = Fleet.of(engine);
    try (Drivers drivers = new Drivers()) {
      CleanRun clean = CleanRun.on(fleet.fresh("t"), fleet.workspace("chaos"), drivers);
      for (int round = 0; round < ROUNDS; round++) {
        List<Job> jobs = fleet.fresh(TARGETS);
        Scene scene =
            new Scene(fleet.workspace("chaos"), "stopped-" + engine.code() + round, drivers, jobs);
        Duration delay =
            Duration.ofMillis(300 + new SplittableRandom(20250614 + round).nextLong(1700));
        overtaken(scene, delay, drivers);
        assertThat(Scene.faults(scene.finish(clean.picture()))).as("round " + round).isEmpty();
        assertThat(jobs).flatMap(job -> staleEffects(scene, job)).isEmpty();
      }
    }
  }

  /** What the first worker sent to a target after the other had finished it, and was answered. */
  private static List<Trace.Event> staleEffects(Scene scene, Job job) {
    List<Trace.Event> other = scene.trace(job, 2);
    return other.isEmpty()
        ? List.of()
        : Trace.effectsSince(other.getLast().at(), scene.trace(job, 1));
  }

  private static void overtaken(Scene scene, Duration delay, Drivers drivers) {
    Assignment first = scene.next(Duration.ZERO, job -> job);
    try (ForkedWorker worker = ForkedWorker.start(first).awaitGo()) {
      assertThat(worker.livesFor(delay)).as("it was not done yet").isTrue();
      worker.signal("STOP");
      Assignment second = scene.next(Duration.ZERO, job -> job);
      Map<String, RunOutcome> outcomes = new Worker(second, drivers).run();
      assertThat(outcomes.values()).allMatch(RunOutcome.Done.class::isInstance);
      worker.signal("CONT");
      assertThat(worker.awaitEnd()).isZero();
    }
  }
}
