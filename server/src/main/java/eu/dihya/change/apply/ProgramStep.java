package eu.dihya.change.apply;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.base.ErrorCode;
import eu.dihya.catalog.SectionReader;
import eu.dihya.change.scripts.Ended;
import eu.dihya.change.scripts.ProcessMark;
import eu.dihya.change.scripts.RunningProgram;
import eu.dihya.engine.Answer;
import eu.dihya.engine.Classified;
import eu.dihya.engine.JournalEntry;
import eu.dihya.engine.SqlFailure;
import eu.dihya.engine.StatementClass;
import eu.dihya.rollout.LogLevel;
import eu.dihya.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step that is a program: a journalled step with one statement, which no server carries out. Who
 * runs it is written to the journal before it begins, so that a later attempt can tell whether it
 * still runs; the target stays locked by our session meanwhile, which gives a sign now and then.
 */
final class ProgramStep {
  /** Stands in the journal for a program that has ended, not well, and may be run again. */
  private static final String ENDED = "program ended";

  private static final String ELSEWHERE =
      "an earlier attempt began this program on another machine, or before this one was started"
          + " anew, and nobody can tell from here whether it still runs";

  /** Whoever is to be ended with its server is gone long before. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration LOOK = Duration.ofMillis(100);

  private final TargetRun run;

  ProgramStep(TargetRun run) {
    this.run = run;
  }

  /** Runs the program unless it is known to be done; returns false when it was asked to stop. */
  boolean perform(ResolvedStep step) {
    run.prepareJournal();
    Instant startedAt = run.history().now();
    Map<Integer, JournalEntry> earlier = run.earlier(step);
    run.check().ifPresent(check -> check.begin(earlier.values()));
    Statement call = call(step);
    JournalledStep.refuseMore(step, call, 1, earlier);
    JournalledStep.refuse(run, step, call, run.classify(step, call, call.text()));
    boolean done = tookEffect(step, call, earlier.get(1));
    if (!done && run.listener().stopping()) {
      return false;
    }
    if (done) {
      run.skip();
    } else {
      carryOut(step, call);
    }
    run.check().ifPresent(ShapeCheck::passed);
    JournalledStep.record(run, step, Answer.of(startedAt));
    return true;
  }

  private Statement call(ResolvedStep step) {
    try (SectionReader only = run.open(step.section())) {
      return only.next();
    }
  }

  private boolean tookEffect(ResolvedStep step, Statement call, @Nullable JournalEntry earlier) {
    if (earlier == null) {
      return false;
    }
    boolean mayRunAgain = earlier.statementClass() == StatementClass.IDEM;
    if (mayRunAgain && earlier.connection().equals(ENDED)) {
      return false;
    }
    boolean unknown =
        earlier.state() != JournalEntry.State.DONE
            && ProcessMark.read(earlier.connection())
                .filter(mark -> fate(step, mark) == ProcessMark.Fate.UNKNOWN)
                .isPresent();
    boolean sameText = earlier.sha256().equals(Settlement.sha256(call.text()));
    return unknown && mayRunAgain && sameText && earlier.state() == JournalEntry.State.INTENT
        ? new Beforehand(run).unanswered(step, call, earlier, ELSEWHERE)
        : new Settlement(run).tookEffect(step, call, call.text(), earlier);
  }

  /** Waits for the end of a program whose server is gone. */
  private static ProcessMark.Fate fate(ResolvedStep step, ProcessMark mark) {
    long begun = System.nanoTime();
    ProcessMark.Fate fate = mark.fate();
    while (fate == ProcessMark.Fate.RUNNING) {
      if (System.nanoTime() - begun > PATIENCE.toNanos()) {
        throw new DihyaException(
            ErrorCode.LOCKED,
            step.file().displayName()
                + " still runs from an earlier attempt, in the session of process "
                + mark.pid()
                + " of this machine; end it, or wait for its end");
      }
      pause();
      fate = mark.fate();
    }
    return fate;
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a program", e);
    }
  }

  private void carryOut(ResolvedStep step, Statement call) {
    @Nullable JournalEntry entry = null;
    try (RunningProgram program = run.programs().ready(run.tenant(), step.file())) {
      JournalEntry intent = entry(step, call, program.mark().text());
      run.owed().record(() -> run.journal().intent(intent));
      entry = intent;
      run.listener().cancellable(program::cancel);
      run.ran(step, call, call.text(), () -> answer(step, program));
      run.owed().add(() -> run.journal().done(intent));
      run.owed().pay();
    } catch (ProgramFailure e) {
      if (entry != null) {
        failed(entry, e);
      }
      throw e;
    } finally {
      run.listener().cancellable(run.session()::cancel);
    }
  }

  private Answer.Ran answer(ResolvedStep step, RunningProgram program) {
    long begun = System.nanoTime();
    Ended ended = program.run(line -> run.listener().log(LogLevel.INFO, "| " + line), this::sign);
    if (!ended.well()) {
      throw new ProgramFailure(step, run.tenant().id(), ended);
    }
    return new Answer.Ran(-1, System.nanoTime() - begun);
  }

  /**
   * Whoever loses the target must not go on, and a session that says nothing for long may be taken
   * for one that nobody has any more. A SQLite file is locked beside itself by this process, and
   * reading it would disturb a program that has no patience.
   */
  private void sign() {
    if (run.session().engine() != Engine.SQLITE) {
      run.fence().expect(run.epoch());
    }
  }

  /**
   * It has ended, and nothing of it goes on. Of one that may be run again an entry stays only where
   * it has changed the schema, so that this is not taken for drift: it may have another text then.
   */
  private void failed(JournalEntry entry, ProgramFailure failure) {
    try {
      if (entry.statementClass() != StatementClass.IDEM) {
        run.owed().record(() -> run.journal().undecided(entry));
      } else if (Witness.now(run, entry).equals(entry.witnessBefore())) {
        run.owed().record(() -> run.journal().retract(entry));
      } else {
        run.owed().record(() -> run.journal().intent(entry.by(ENDED)));
      }
    } catch (SqlFailure e) {
      failure.addSuppressed(e);
    }
  }

  private JournalEntry entry(ResolvedStep step, Statement call, String connection) {
    Classified declared = run.classify(step, call, call.text());
    return new JournalEntry(
        run.order().run(),
        step.plan().stream(),
        step.plan().version(),
        step.kind(),
        1,
        Settlement.sha256(call.text()),
        declared.statementClass(),
        JournalEntry.State.INTENT,
        run.witness(),
        null,
        run.epoch(),
        connection,
        run.order().actor().id(),
        null);
  }
}
