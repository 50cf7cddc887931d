package eu.dihya.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a kill did to one target.
 *
 * @param unanswered the statements that were sent, or were to be committed, when no answer came any
 *     more
 * @param settled the statements that are known to have taken effect for good
 * @param gone whether the worker had been told of a record that is not there
 */
record Hit(Where where, List<Trace.Event> unanswered, List<Trace.Event> settled, boolean gone) {
  /**
   * Empty when the worker had not come to this target yet, or was done with it.
   *
   * @param rowsBefore how long the target's history was before the worker began
   */
  static Optional<Hit> of(List<Trace.Event> events, int rowsBefore, Look look) {
    if (events.isEmpty() || events.getLast().stage() == Stage.ENDED) {
      return Optional.empty();
    }
    List<Trace.Event> sent = sinceRecord(events, true);
    Where where = where(events, sent, look, rowsBefore);
    boolean answerMissing =
        switch (events.getLast().stage()) {
          case SENT, COMMITTING -> true;
          default -> false;
        };
    List<Trace.Event> settled = new ArrayList<>(sinceRecord(events, false));
    boolean alone = alone(sent) && (where == Where.EXECUTED || tookEffect(sent.getLast(), look));
    if (alone || where == Where.RECORDED) {
      settled.addAll(sent);
    }
    List<Trace.Event> answered = sent.stream().filter(each -> isAnswered(each, events)).toList();
    settled.addAll(alone || where == Where.RECORDED ? List.of() : answered);
    boolean gone =
        look.history().size() < rowsBefore + heard(events)
            || where != Where.RECORDED
                && alone(sent)
                && look.entry(Statements.idIn(sent.getLast())).isEmpty();
    List<Trace.Event> open = sent.stream().filter(each -> !answered.contains(each)).toList();
    return Optional.of(new Hit(where, answerMissing ? open : List.of(), settled, gone));
  }

  private static Where where(
      List<Trace.Event> events, List<Trace.Event> sent, Look look, int rowsBefore) {
    return switch (events.getLast().stage()) {
      case WAITING, FENCED, BEFORE -> Where.BEFORE_INTENT;
      case INTENT, SENT, SENT_INSIDE, FAILED -> Where.IN_FLIGHT;
      case ANSWERED -> alone(sent) ? Where.EXECUTED : Where.IN_FLIGHT;
      case RECORDING -> Where.EXECUTED;
      case COMMITTING, COMMITTING_RECORD ->
          sent.isEmpty() || isRecorded(events, sent, look, rowsBefore)
              ? Where.RECORDED
              : Where.EXECUTED;
      case RECORDED -> Where.RECORDED;
      case ENDED -> throw new IllegalStateException("ended by itself");
    };
  }

  /** Whether it ran by itself and that was heard, with the record still to come. */
  private static boolean isAnswered(Trace.Event sent, List<Trace.Event> events) {
    return sent.stage() == Stage.SENT
        && events.subList(events.indexOf(sent), events.size()).stream()
            .anyMatch(
                event ->
                    event.stage() == Stage.ANSWERED
                        && event.detail().equals(Statements.idIn(sent)));
  }

  private static boolean tookEffect(Trace.Event sent, Look look) {
    return !look.busy()
        && !look.unfinished()
        && look.entry(Statements.idIn(sent)).filter(look::changedSince).isPresent();
  }

  /** The journal's row is done, or the history has one row more than the worker has heard of. */
  private static boolean isRecorded(
      List<Trace.Event> events, List<Trace.Event> sent, Look look, int rowsBefore) {
    if (events.getLast().detail().equals("DONE")) {
      return look.isDone(Statements.idIn(sent.getLast()));
    }
    return look.history().size() > rowsBefore + heard(events);
  }

  /** How many history rows the worker was told are committed. */
  private static long heard(List<Trace.Event> events) {
    return events.stream()
        .filter(event -> event.stage() == Stage.RECORDED && event.detail().equals("HISTORY"))
        .count();
  }

  private static boolean alone(List<Trace.Event> sent) {
    return !sent.isEmpty() && sent.getLast().stage() == Stage.SENT;
  }

  /** The statements sent after the last record, or those up to it. */
  private static List<Trace.Event> sinceRecord(List<Trace.Event> events, boolean after) {
    int last = -1;
    for (int i = 0; i < events.size(); i++) {
      last = events.get(i).stage() == Stage.RECORDED ? i : last;
    }
    List<Trace.Event> part =
        after ? events.subList(last + 1, events.size()) : events.subList(0, last + 1);
    return part.stream()
        .filter(e -> e.stage() == Stage.SENT || e.stage() == Stage.SENT_INSIDE)
        .toList();
  }
}
