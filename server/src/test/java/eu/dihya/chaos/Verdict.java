package eu.dihya.chaos;

import eu.dihya.rollout.TenantWork.RunOutcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What became of a target in the end, held against one on which nobody was ever killed.
 *
 * @param doubled what took effect more than once
 * @param lost what did not take effect although it was reported, or is missing in the end
 * @param undecided what only a person could have settled
 * @param other every other difference, and runs that did not end well
 */
record Verdict(
    List<String> doubled, List<String> lost, List<String> undecided, List<String> other) {
  /**
   * @param sentAgain statements that were known to have taken effect and were sent once more
   * @param gone records that the worker had been told were committed and that were not there
   * @param outcome of the last run, which nobody killed
   */
  static Verdict of(
      Picture picture,
      Picture clean,
      List<String> sentAgain,
      List<String> gone,
      RunOutcome outcome) {
    List<String> doubled = new ArrayList<>();
    List<String> lost = new ArrayList<>(gone);
    List<String> undecided = new ArrayList<>();
    List<String> other = new ArrayList<>();
    sentAgain.forEach(statement -> doubled.add("sent again: " + statement));
    rows(picture.history(), doubled);
    counted(picture.parts(), clean.parts(), doubled);
    switch (outcome) {
      case RunOutcome.Done ignored -> {
        counted(clean.parts(), picture.parts(), lost);
        other.addAll(differences(picture, clean));
      }
      case RunOutcome.InDoubt doubt -> undecided.add(doubt.error().toString());
      case RunOutcome.Failed failed -> other.add(failed.error().toString());
      case RunOutcome.Held held -> other.add(held.because());
      case RunOutcome.Stopped ignored -> other.add("stopped by itself");
    }
    return new Verdict(doubled, lost, undecided, other);
  }

  boolean isRight() {
    return doubled.isEmpty() && lost.isEmpty() && undecided.isEmpty() && other.isEmpty();
  }

  /** Parts that counted themselves more often in one place than in the other. */
  private static void counted(Map<String, Long> here, Map<String, Long> there, List<String> more) {
    here.forEach(
        (part, count) -> {
          long other = there.getOrDefault(part, 0L);
          if (count > other) {
            more.add("%s counted itself %d times and not %d".formatted(part, count, other));
          }
        });
  }

  private static void rows(List<String> history, List<String> doubled) {
    Set<String> seen = new HashSet<>();
    history.stream().filter(row -> !seen.add(row)).forEach(row -> doubled.add("history: " + row));
  }

  private static List<String> differences(Picture picture, Picture clean) {
    List<String> found = new ArrayList<>();
    differ("schema", picture.schema(), clean.schema(), found);
    differ("data", picture.data(), clean.data(), found);
    if (!picture.history().equals(clean.history())) {
      found.add("history: " + picture.history() + " instead of " + clean.history());
    }
    picture.journal().forEach(entry -> found.add("journal: " + entry));
    picture.leftovers().forEach(thing -> found.add("left over: " + thing));
    return found;
  }

  private static void differ(
      String what, Map<String, ?> found, Map<String, ?> wanted, List<String> differences) {
    Set<String> names = new TreeSet<>(found.keySet());
    names.addAll(wanted.keySet());
    for (String name : names) {
      if (!Objects.equals(found.get(name), wanted.get(name))) {
        differences.add(
            "%s of %s: %s instead of %s".formatted(what, name, found.get(name), wanted.get(name)));
      }
    }
  }
}
