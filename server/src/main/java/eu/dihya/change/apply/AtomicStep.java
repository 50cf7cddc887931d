package eu.dihya.change.apply;

import eu.dihya.catalog.SectionReader;
import eu.dihya.engine.Session;
import eu.dihya.sql.Statement;
import java.time.Instant;

/** A step whose statements, verification and history row share one transaction. */
final class AtomicStep {
  private final TargetRun run;

  AtomicStep(TargetRun run) {
    this.run = run;
  }

  /** Applies the step, or leaves the target as it was. */
  void perform(ResolvedStep step) {
    Session session = run.session();
    Instant startedAt = run.history().now();
    session.begin();
    try {
      apply(step, startedAt);
      session.commit();
    } catch (RuntimeException e) {
      rollback(session, e);
      throw e;
    }
  }

  /** Applies the step inside a transaction that somebody else ends. */
  void apply(ResolvedStep step, Instant startedAt) {
    run.fence().check(run.epoch());
    try (SectionReader statements = run.open(step.section())) {
      while (statements.hasNext()) {
        Statement statement = statements.next();
        run.run(step, statement, statement.text());
      }
    }
    run.verify(step);
    run.history().append(run.row(step, run.shape()), startedAt);
  }

  private static void rollback(Session session, RuntimeException cause) {
    try {
      session.rollback();
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }
}
