package eu.dihya.rollout;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * How long a rollout may still take, as a range from the middle and the slow end of the runs that
 * have finished.
 *
 * @param basis number of finished runs that it is drawn from
 */
public record Eta(long lowSeconds, long highSeconds, int basis) {
  /** Empty while nothing has finished or nothing is left. */
  public static Optional<Eta> of(Collection<RunRecord> runs, int parallel) {
    List<Long> millis =
        runs.stream()
            .filter(run -> run.state() instanceof RunState.Done)
            .flatMap(run -> duration(run).stream())
            .sorted()
            .toList();
    long left =
        runs.stream()
            .filter(run -> run.state() instanceof RunState.Waiting || run.state().active())
            .count();
    if (millis.isEmpty() || left == 0) {
      return Optional.empty();
    }
    long rounds = (left + parallel - 1) / parallel;
    return Optional.of(
        new Eta(
            seconds(rounds * quantile(millis, 50)),
            seconds(rounds * quantile(millis, 90)),
            millis.size()));
  }

  private static Optional<Long> duration(RunRecord run) {
    return run.startedAt() == null || run.finishedAt() == null
        ? Optional.empty()
        : Optional.of(Duration.between(run.startedAt(), run.finishedAt()).toMillis());
  }

  private static long quantile(List<Long> sorted, int percent) {
    return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
  }

  private static long seconds(long millis) {
    return (millis + 999) / 1000;
  }
}
