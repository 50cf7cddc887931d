package eu.dihya.chaos;

import eu.dihya.rollout.TenantWork.RunOutcome;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Some targets on which workers are disturbed, one after the other, and which one then finishes.
 */
final class Scene {
  private final Path workspace;
  private final Path traces;
  private final Drivers drivers;
  private final Map<Job, Life> lives = new LinkedHashMap<>();
  private int strikes;

  /**
   * @param name of the directory for the traces, which stays when the tests are over
   */
  Scene(Path workspace, String name, Drivers drivers, List<Job> jobs) {
    this.workspace = workspace;
    this.traces = directory(name);
    this.drivers = drivers;
    jobs.forEach(job -> lives.put(job, new Life(job, drivers)));
  }

  /** An empty directory below the module's build directory. */
  static Path directory(String name) {
    Path directory = Path.of(System.getProperty("basedir", "."), "target", "chaos", name);
    try {
      Files.createDirectories(directory);
      try (Stream<Path> files = Files.list(directory)) {
        files.map(Path::toFile).forEach(File::delete);
      }
      return directory.toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path traces() {
    return traces;
  }

  /** Starts a worker, lets it come to its end in some way, and looks at every target. */
  void strike(Duration linger, UnaryOperator<Job> stop, Consumer<ForkedWorker> end) {
    Assignment assignment = next(linger, stop);
    try (ForkedWorker worker = ForkedWorker.start(assignment).awaitGo()) {
      end.accept(worker);
    }
    lives.values().forEach(life -> life.killed(assignment));
  }

  /** What the next worker is to do. */
  Assignment next(Duration linger, UnaryOperator<Job> stop) {
    return new Assignment(
        workspace, traces, "run" + ++strikes, linger, lives.keySet().stream().map(stop).toList());
  }

  /** Lets a worker finish that nobody disturbs, and judges every target, by tenant. */
  Map<String, Verdict> finish(Picture clean) {
    Assignment last = next(Duration.ZERO, UnaryOperator.identity());
    Map<String, RunOutcome> outcomes = new Worker(last, drivers).run();
    Map<String, Verdict> verdicts = new LinkedHashMap<>();
    lives.forEach(
        (job, life) ->
            verdicts.put(job.tenant(), life.ended(last, clean, outcomes.get(job.tenant()))));
    return verdicts;
  }

  /** How a target's run was told by the nth worker, from 1. */
  List<Trace.Event> trace(Job job, int worker) {
    return Trace.read(traces.resolve("run" + worker + "-" + job.tenant() + ".trace"));
  }

  /** What each strike did to each target that it found at work. */
  List<Hit> hits() {
    return lives.values().stream().flatMap(life -> life.hits().stream()).toList();
  }

  int silentCommits() {
    return lives.values().stream().mapToInt(Life::silentCommits).sum();
  }

  /** The targets that are not as they should be, with what is wrong. */
  static Map<String, Verdict> faults(Map<String, Verdict> verdicts) {
    Map<String, Verdict> faults = new LinkedHashMap<>(verdicts);
    faults.values().removeIf(Verdict::isRight);
    return faults;
  }
}
