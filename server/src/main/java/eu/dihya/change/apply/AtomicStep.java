package eu.dihya.change.apply;

import eu.dihya.catalog.SectionReader;
import eu.dihya.engine.Session;
import eu.dihya.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A step whose statements, verification and history row share one transaction. */
final class AtomicStep {
  private final TargetRun run;

  AtomicStep(TargetRun run) {
    this.run = run;
  }

  /** Applies the step, or leaves the target as it was. */
  void perform(ResolvedStep step) {
    Session session = run.session();
    run.check().ifPresent(check -> check.begin(List.of()));
    Optional<Instant> startedAt = run.history().beginning();
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
  void apply(ResolvedStep step, Optional<Instant> startedAt) {
    UnderWay underWay = new UnderWay(run, step);
    CopiedRows copied = new CopiedRows(run, step);
    try (SectionReader statements = run.open(step.section())) {
      while (statements.hasNext()) {
        Statement statement = statements.next();
        if (copied.concerns(statement)) {
          underWay.land();
          copied.before(statement);
        }
        underWay.send(statement);
      }
    }
    underWay.land();
    run.verify(step);
    run.history().append(run.row(step, run.shapeAfter(step)), startedAt);
  }

  private static void rollback(Session session, RuntimeException cause) {
    try {
      session.rollback();
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }
}
