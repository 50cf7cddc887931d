package eu.dihya.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.Engine;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A worker dies during a long statement, and its server goes on with it. */
@Execution(ExecutionMode.CONCURRENT)
class OrphanIT {
  @ParameterizedTest
  @CsvSource({
    "MARIADB, ALTER TABLE customers ADD COLUMN hash, false",
    "POSTGRESQL, CREATE INDEX CONCURRENTLY, false",
    // In a transaction whose commit was never sent, it is rolled back.
    "POSTGRESQL, ALTER TABLE customers ALTER COLUMN id, true"
  })
  void theNextOwnerWaitsForItAndDoesNotRunItTwice(Engine engine, String statement, boolean again) {
    Fleet fleet = Fleet.of(engine);
    try (Drivers drivers = new Drivers()) {
      CleanRun clean = CleanRun.on(fleet.fresh("t"), fleet.workspace("orphan"), drivers);
      Job job = fleet.fresh("orphan");
      String name = "orphan-" + engine.code() + (again ? "-inside" : "-alone");
      Scene scene = new Scene(fleet.workspace("orphan"), name, drivers, List.of(job));
      scene.strike(
          Duration.ofMillis(300),
          each -> each.stopping(new Job.Stop(Point.IN_FLIGHT, 1, "^" + statement)),
          worker -> assertThat(worker.awaitEnd()).isEqualTo(Failpoints.HALTED));
      assertThat(Look.at(job, drivers).busy()).as("the server is still at it").isTrue();
      assertThat(Scene.faults(scene.finish(clean.picture()))).isEmpty();
      List<Trace.Event> second = scene.trace(job, 2);
      assertThat(second.getFirst().toString()).contains("WAITING", statement);
      assertThat(second.stream().skip(1).anyMatch(event -> event.detail().contains(statement)))
          .as("sent again")
          .isEqualTo(again);
      assertThat(scene.silentCommits()).isEqualTo(again ? 0 : 1);
    }
  }
}
