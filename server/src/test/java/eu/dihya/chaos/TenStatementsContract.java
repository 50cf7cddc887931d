package eu.dihya.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.testing.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A migration of ten DDL statements on an engine that commits each by itself, killed after each one
 * and in the middle of each, and taken up again: no person has to decide anything.
 */
abstract class TenStatementsContract {
  /** The ten, and the first half of the one that MariaDB does piece by piece. */
  private static final List<String> STATEMENTS =
      List.of(
          "^ALTER TABLE customers ADD COLUMN city",
          "^CREATE INDEX customers_email",
          "^ALTER TABLE customers FORCE",
          "^TRUNCATE TABLE staging",
          "^RENAME TABLE live",
          "^DROP TABLE old_a",
          "^DROP TABLE .*old_b",
          "^CREATE VIEW",
          "^CREATE TRIGGER",
          "^CREATE PROCEDURE",
          "^ALTER TABLE orders");

  protected abstract TestServer server();

  @ParameterizedTest
  @EnumSource(names = {"EXECUTED", "IN_FLIGHT"})
  void killedAtEachItConverges(Point point) {
    Fleet fleet = Fleet.on(server());
    try (Drivers drivers = new Drivers()) {
      CleanRun clean = CleanRun.on(fleet.fresh("t"), fleet.workspace("chaos"), drivers);
      List<Job> jobs =
          IntStream.range(0, STATEMENTS.size())
              .mapToObj(number -> fleet.fresh("statement" + number))
              .toList();
      String name = "ten-" + fleet.engine().code() + "-" + point;
      Scene scene = new Scene(fleet.workspace("chaos"), name, drivers, jobs);
      scene.strike(
          Duration.ofMillis(15),
          job -> job.stopping(new Job.Stop(point, 1, STATEMENTS.get(jobs.indexOf(job)))),
          worker -> assertThat(worker.awaitEnd()).isEqualTo(Failpoints.HALTED));
      assertThat(scene.hits()).hasSize(STATEMENTS.size());
      assertThat(Scene.faults(scene.finish(clean.picture()))).isEmpty();
    }
  }
}
