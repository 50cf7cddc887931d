package eu.dihya.chaos;

import eu.dihya.rollout.TenantWork.RunOutcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What one target goes through in a round: runs that are killed, then one that is not. */
final class Life {
  private final Job job;
  private final Drivers drivers;
  private final List<List<Trace.Event>> runs = new ArrayList<>();
  private final List<Optional<Hit>> hits = new ArrayList<>();
  private int rows;

  Life(Job job, Drivers drivers) {
    this.job = job;
    this.drivers = drivers;
  }

  /** Looks at the target right after a run on it was killed. */
  void killed(Assignment assignment) {
    List<Trace.Event> events = Trace.read(assignment.trace(job));
    Look look = Look.at(job, drivers);
    runs.add(events);
    hits.add(Hit.of(events, rows, look));
    rows = look.history().size();
  }

  /** Judges the target after the run that nobody killed. */
  Verdict ended(Assignment assignment, Picture clean, RunOutcome outcome) {
    runs.add(Trace.read(assignment.trace(job)));
    List<String> gone =
        hits().stream().filter(Hit::gone).map(hit -> "a committed record is gone").toList();
    return Verdict.of(Picture.of(job, drivers), clean, sentAgain(), gone, outcome);
  }

  List<Hit> hits() {
    return hits.stream().flatMap(Optional::stream).toList();
  }

  /**
   * Kills after which nobody answered, and whose statement had taken effect and was not repeated.
   */
  int silentCommits() {
    int silent = 0;
    for (int kill = 0; kill < hits.size(); kill++) {
      List<Trace.Event> unanswered = hits.get(kill).map(Hit::unanswered).orElse(List.of());
      Set<String> later = sentAfter(kill);
      if (!unanswered.isEmpty()
          && unanswered.stream().map(Statements::idIn).noneMatch(later::contains)) {
        silent++;
      }
    }
    return silent;
  }

  private List<String> sentAgain() {
    List<String> again = new ArrayList<>();
    for (int kill = 0; kill < hits.size(); kill++) {
      Set<String> later = sentAfter(kill);
      hits.get(kill).map(Hit::settled).orElse(List.of()).stream()
          .filter(sent -> !Statements.isRepeatable(sent))
          .filter(sent -> later.contains(Statements.idIn(sent)))
          .map(Trace.Event::detail)
          .forEach(again::add);
    }
    return again;
  }

  private Set<String> sentAfter(int kill) {
    return runs.subList(kill + 1, runs.size()).stream()
        .flatMap(List::stream)
        .filter(event -> event.stage() == Stage.SENT || event.stage() == Stage.SENT_INSIDE)
        .map(Statements::idIn)
        .collect(Collectors.toCollection(HashSet::new));
  }
}
