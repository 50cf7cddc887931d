package eu.dihya.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a worker is to do.
 *
 * @param workspace holds the directory {@code migrations}
 * @param traces where it writes what it did
 * @param run tells this run's traces from those of other runs
 * @param linger how long the worker lives on once everything that is to be in flight is sent
 */
record Assignment(Path workspace, Path traces, String run, Duration linger, List<Job> jobs) {
  Assignment with(List<Job> others) {
    return new Assignment(workspace, traces, run, linger, others);
  }

  Path trace(Job job) {
    return traces.resolve(run + "-" + job.tenant() + ".trace");
  }

  /** Writes it to a file beside the traces. */
  Path write() {
    List<String> lines = new ArrayList<>();
    lines.add(workspace.toString());
    lines.add(traces.toString());
    lines.add(run);
    lines.add(Long.toString(linger.toMillis()));
    jobs.forEach(job -> lines.add(job.line()));
    try {
      return Files.write(traces.resolve(run + ".assignment"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Assignment read(Path file, String password) throws IOException {
    List<String> lines = Files.readAllLines(file);
    return new Assignment(
        Path.of(lines.get(0)),
        Path.of(lines.get(1)),
        lines.get(2),
        Duration.ofMillis(Long.parseLong(lines.get(3))),
        lines.stream().skip(4).map(line -> Job.parse(line, password)).toList());
  }
}
