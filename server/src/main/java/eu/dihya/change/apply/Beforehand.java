package eu.dihya.change.apply;

import eu.dihya.engine.JournalEntry;
import eu.dihya.engine.StatementClass;
import eu.dihya.engine.Undecided;
import eu.dihya.sql.Statement;

/**
 * What becomes of a statement of which the target cannot tell whether it took effect: safe to
 * repeat, or decided by what was said before the rollout began.
 */
final class Beforehand {
  private static final String ANOTHER_TEXT =
      "an earlier attempt sent this statement with another text; restore that text, and write what"
          + " should change as a new migration";
  private static final String NO_ANSWER =
      "an earlier attempt sent this statement and got no answer, and nothing in the target tells"
          + " whether it took effect";
  private static final String ERROR =
      "an earlier attempt sent this statement, the server answered with an error, and a part of it"
          + " may have taken effect";
  private static final String ENDED =
      "what this statement did in an earlier attempt ended with that attempt's session, and what"
          + " follows needs it; decide that it was not applied to have it sent again";

  private final TargetRun run;

  Beforehand(TargetRun run) {
    this.run = run;
  }

  /** Whether it is one of these. */
  static boolean decides(JournalEntry earlier) {
    return earlier.statementClass() == StatementClass.IDEM
        || earlier.statementClass() == StatementClass.ASK;
  }

  /** Whether the statement needs no sending any more. */
  boolean tookEffect(ResolvedStep step, Statement statement, String sql, JournalEntry earlier) {
    Undecided policy = run.order().undecided();
    boolean sameText = earlier.sha256().equals(Settlement.sha256(sql));
    boolean repeats = earlier.state() != JournalEntry.State.DONE && policy == Undecided.REPEAT;
    if (!sameText && !repeats) {
      throw new InDoubt(step, statement, ANOTHER_TEXT, null);
    }
    return switch (earlier.state()) {
      case DONE ->
          !run.classify(step, statement, sql).endsWithSession()
              || ended(step, statement, sql, earlier);
      case INTENT ->
          earlier.statementClass() != StatementClass.IDEM
              && noAnswer(step, statement, sql, earlier);
      case UNDECIDED -> {
        if (policy != Undecided.REPEAT) {
          throw doubt(step, statement, sql, earlier, ERROR);
        }
        yield false;
      }
    };
  }

  private boolean noAnswer(
      ResolvedStep step, Statement statement, String sql, JournalEntry earlier) {
    return unanswered(step, statement, sql, earlier, NO_ANSWER);
  }

  /** What was said beforehand of a program that may be run again, but perhaps still runs. */
  boolean unanswered(ResolvedStep step, Statement call, JournalEntry earlier, String because) {
    return unanswered(step, call, call.text(), earlier, because);
  }

  private boolean unanswered(
      ResolvedStep step, Statement statement, String sql, JournalEntry earlier, String because) {
    return switch (run.order().undecided()) {
      case REPEAT -> false;
      case SKIP -> {
        run.journal().done(earlier);
        yield true;
      }
      case STOP, REFUSE -> throw doubt(step, statement, sql, earlier, because);
    };
  }

  private boolean ended(ResolvedStep step, Statement statement, String sql, JournalEntry earlier) {
    return switch (run.order().undecided()) {
      case REPEAT -> false;
      case SKIP -> true;
      case STOP, REFUSE -> throw doubt(step, statement, sql, earlier, ENDED);
    };
  }

  private InDoubt doubt(
      ResolvedStep step, Statement statement, String sql, JournalEntry earlier, String because) {
    return new InDoubt(
        step, statement, because, new EvidenceForm(run).of(step, statement, sql, earlier));
  }
}
