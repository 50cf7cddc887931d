package eu.dihya.chaos;

import eu.dihya.rollout.TenantWork.RunOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A run that nobody disturbs, which the others are held against.
 *
 * @param picture of its target in the end
 * @param hits how often it came to each point
 */
record CleanRun(Picture picture, Map<Point, Integer> hits) {
  static CleanRun on(Job job, Path workspace, Drivers drivers) {
    var assignment =
        new Assignment(
            workspace,
            Scene.directory(job.target().engine().code() + "-clean"),
            "clean",
            Duration.ZERO,
            List.of(job));
    Worker worker = new Worker(assignment, drivers);
    RunOutcome outcome = worker.run().get(job.tenant());
    if (!(outcome instanceof RunOutcome.Done)) {
      throw new AssertionError("a run that nobody disturbs ends with " + outcome);
    }
    return new CleanRun(Picture.of(job, drivers), worker.hits());
  }
}
