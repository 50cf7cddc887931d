package eu.dihya.bench;

import eu.dihya.bench.Sites.Layout;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Runs the three in turns, first to last and then last to first, so that what drifts (the machine,
 * the server's catalogue) is borne by all. A whole round before that is not counted: what serves
 * fleets has been compiled by the time it matters, for each of the three.
 */
final class Rounds {
  private final Options options;
  private final PrintStream out;

  Rounds(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /** Three that bring empty targets up to date; the targets are new ones for each run. */
  Result migrating(Row row) {
    int targets = options.targets(row);
    try (Sites sites = new Sites(row.layout(), row.roundTrip());
        DihyaRun dihya = dihya(row.layout());
        FlywayRun flyway =
            new FlywayRun(options.width(), Migrations.scripts(sites.engine()).size());
        FloorRun floor = new FloorRun(options.width())) {
      List<Subject> order = List.of(dihya, flyway, floor);
      order.forEach(subject -> fresh(subject, sites, targets));
      List<Result.Round> rounds = new ArrayList<>();
      for (int round = 0; round < options.rounds(); round++) {
        rounds.add(round(row, order, round, targets, subject -> fresh(subject, sites, targets)));
      }
      return new Result(row, targets, rounds, "");
    }
  }

  /** Three that find nothing to do; the targets stay as they are and serve all rounds. */
  Result finding(Row row, List<Place> ofDihya, List<Place> ofFlyway) {
    try (DihyaRun dihya = dihya(row.layout());
        FlywayRun flyway = new FlywayRun(options.width(), 0);
        ConnectRun connect = new ConnectRun(options.width())) {
      List<Subject> order = List.of(new Finding(dihya), flyway, connect);
      order.forEach(subject -> subject.run(subject == flyway ? ofFlyway : ofDihya));
      List<Result.Round> rounds = new ArrayList<>();
      int targets = ofDihya.size();
      for (int round = 0; round < options.rounds(); round++) {
        rounds.add(
            round(
                row,
                order,
                round,
                targets,
                subject ->
                    subject == flyway
                        ? subject.run(ofFlyway) * targets / ofFlyway.size()
                        : subject.run(ofDihya)));
      }
      String note =
          ofFlyway.size() == targets
              ? ""
              : "Flyway was run on %d of them, and its time multiplied".formatted(ofFlyway.size());
      return new Result(row, targets, rounds, note);
    }
  }

  DihyaRun dihya(Layout layout) {
    return dihya(layout, options.profile() ? new Profile() : null);
  }

  DihyaRun dihya(Layout layout, @Nullable Profile profile) {
    return new DihyaRun(new Sites(layout).engine(), options.width(), profile, out);
  }

  /** Dihya, which only plans. */
  private record Finding(DihyaRun dihya) implements Subject {
    @Override
    public String title() {
      return dihya.title();
    }

    @Override
    public long run(List<Place> places) {
      return dihya.plan(places);
    }

    @Override
    public void close() {}
  }

  private interface Timed {
    long run(Subject subject);
  }

  private Result.Round round(Row row, List<Subject> order, int round, int targets, Timed timed) {
    long[] nanos = new long[order.size()];
    for (int i = 0; i < order.size(); i++) {
      int turn = round % 2 == 0 ? i : order.size() - 1 - i;
      if (options.alone() && !(order.get(turn).title().equals("Dihya"))) {
        nanos[turn] = 1;
        continue;
      }
      System.gc();
      long processor = Machine.processorNanos();
      nanos[turn] = timed.run(order.get(turn));
      out.printf(
          Locale.ROOT,
          "%s, round %d, %s: %d targets in %.0f ms, %.1f a second, %.1f ms of processor each%n",
          row.code(),
          round + 1,
          order.get(turn).title(),
          targets,
          nanos[turn] / 1e6,
          targets * 1e9 / nanos[turn],
          (Machine.processorNanos() - processor) / 1e6 / targets);
    }
    return new Result.Round(nanos[0], nanos[1], nanos[2]);
  }

  private static long fresh(Subject subject, Sites sites, int targets) {
    List<Place> places = sites.make(targets);
    try {
      return subject.run(places);
    } finally {
      sites.drop(places);
    }
  }
}
