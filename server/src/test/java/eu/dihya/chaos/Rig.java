package eu.dihya.chaos;

import eu.dihya.engine.SessionOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Kills workers on fresh targets of one engine, lets them end, and judges each target. */
final class Rig implements AutoCloseable {
  private final Fleet fleet;
  private final Path workspace;
  private final Drivers drivers = new Drivers();
  private final CleanRun clean;
  private final Duration duration;
  private List<Job> jobs;

  /**
   * @param targets how many a worker migrates at once, and so how many one kill hits
   */
  Rig(Fleet fleet, int targets) {
    this.fleet = fleet;
    this.workspace = fleet.workspace("chaos");
    this.jobs = fleet.fresh(targets);
    this.clean = CleanRun.on(jobs.getFirst(), workspace, drivers);
    this.jobs = fleet.emptied(jobs);
    this.duration = measured();
  }

  /**
   * One round.
   *
   * @param hits what each kill did to each target that it found at work
   * @param silent kills whose statement had committed without an answer, and was not repeated
   * @param traces where it is written what was done
   */
  record Round(long seed, List<Hit> hits, int silent, Map<String, Verdict> verdicts, Path traces) {}

  /** Kills once or twice, as the seed says; then the same once more, to its end. */
  Round round(long seed) {
    Choice choice = new Choice(seed, fleet.engine());
    jobs = fleet.emptied(jobs);
    Scene scene = new Scene(workspace, fleet.engine().code() + "-" + seed, drivers, jobs);
    int kills = choice.twice() ? 2 : 1;
    for (int kill = 1; kill <= kills; kill++) {
      if (choice.byTheClock()) {
        Duration delay = choice.within(duration);
        scene.strike(Duration.ZERO, job -> job, worker -> worker.killAfter(delay));
      } else {
        scene.strike(
            choice.linger(),
            job -> job.stopping(choice.stop(clean.hits())),
            ForkedWorker::awaitEnd);
      }
    }
    Map<String, Verdict> verdicts = scene.finish(clean.picture());
    return new Round(seed, scene.hits(), scene.silentCommits(), verdicts, scene.traces());
  }

  private Duration measured() {
    Scene scene = new Scene(workspace, fleet.engine().code() + "-measured", drivers, jobs);
    Assignment whole = scene.next(Duration.ZERO, job -> job);
    try (ForkedWorker worker = ForkedWorker.start(whole).awaitGo()) {
      long begun = System.nanoTime();
      worker.awaitEnd();
      return Duration.ofNanos(System.nanoTime() - begun);
    }
  }

  /** Scratch databases that are left over. */
  List<String> scratches() {
    return jobs.stream().flatMap(job -> fleet.scratches(job).stream()).distinct().toList();
  }

  /** What the targets' server calls its version. */
  String serverVersion() {
    Job job = jobs.getFirst();
    try (var session =
        drivers
            .of(fleet.engine())
            .connect(job.target(), Optional.of(job.login()), SessionOptions.DEFAULT)) {
      return session.serverVersion();
    }
  }

  @Override
  public void close() {
    drivers.close();
  }
}
