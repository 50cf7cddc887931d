package eu.dihya.change.apply;

import eu.dihya.engine.Answer;
import eu.dihya.engine.SqlFailure;
import eu.dihya.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The statements of an atomic step that were sent and not yet heard of, behind the question whether
 * the fence still holds. Bounded, so that a large script does not pile up. Nothing may be committed
 * before {@link #land}.
 */
final class UnderWay {
  private static final int MOST = 64;
  private static final int MOST_TEXT = 1 << 18;

  private final TargetRun run;
  private final ResolvedStep step;
  private final Answer<Long> fence;
  private final Deque<Sent> sent = new ArrayDeque<>();
  private boolean fenced;
  private int text;

  /** A statement and its answer. */
  private record Sent(Statement statement, Answer<Answer.Ran> answer) {}

  /** Inside the step's transaction, at its beginning. */
  UnderWay(TargetRun run, ResolvedStep step) {
    this.run = run;
    this.step = step;
    this.fence = run.fence().checking(run.epoch());
  }

  /**
   * Sends a statement, after as many answers as make room for it; runs it to its end where no other
   * may be under way.
   */
  void send(Statement statement) {
    if (!run.session().pipelines()) {
      holdFence();
      run.run(step, statement, statement.text());
      return;
    }
    text += statement.text().length();
    while (sent.size() >= MOST || (text > MOST_TEXT && !sent.isEmpty())) {
      landFirst();
    }
    sent.addLast(new Sent(statement, run.session().send(statement.text())));
  }

  /**
   * Waits for all answers.
   *
   * @throws SqlFailure kind FENCED when another owner has taken over, whatever else failed
   * @throws StatementFailure of the first statement that failed
   */
  void land() {
    holdFence();
    while (!sent.isEmpty()) {
      landFirst();
    }
  }

  private void landFirst() {
    holdFence();
    Sent first = sent.removeFirst();
    text -= first.statement().text().length();
    run.ran(step, first.statement(), first.statement().text(), first.answer());
  }

  private void holdFence() {
    if (!fenced) {
      fence.await();
      fenced = true;
    }
  }
}
