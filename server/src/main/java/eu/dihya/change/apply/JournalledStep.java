package eu.dihya.change.apply;

import eu.dihya.catalog.SectionReader;
import eu.dihya.engine.Answer;
import eu.dihya.engine.Classified;
import eu.dihya.engine.HistoryRow;
import eu.dihya.engine.JournalEntry;
import eu.dihya.engine.Session;
import eu.dihya.engine.SqlFailure;
import eu.dihya.engine.StatementClass;
import eu.dihya.engine.StatementProbe;
import eu.dihya.sql.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A step that cannot be one transaction. Each statement is written to the target's journal before
 * it is sent and after it took effect, so that any later attempt, of whatever process, knows where
 * to go on.
 */
final class JournalledStep {
  /** What is written with its record in one transaction needs no looking back. */
  private static final String NOT_LOOKED_AT = "";

  private final TargetRun run;
  private final Session session;
  private final Settlement settlement;

  JournalledStep(TargetRun run) {
    this.run = run;
    this.session = run.session();
    this.settlement = new Settlement(run);
  }

  /**
   * Applies what has not taken effect yet; returns false when it was asked to stop before the end.
   */
  boolean perform(ResolvedStep step) {
    run.prepareJournal();
    Answer<Instant> startedAt = run.history().asking();
    Map<Integer, JournalEntry> earlier = run.earlier(step);
    run.check().ifPresent(check -> check.begin(earlier.values()));
    CopiedRows copied = new CopiedRows(run, step);
    int ordinal = 0;
    Statement last = null;
    try (SectionReader statements = run.open(step.section())) {
      while (statements.hasNext()) {
        Statement statement = statements.next();
        last = statement;
        for (String part : run.parts(statement)) {
          if (run.listener().stopping()) {
            return false;
          }
          once(step, statement, part, new Place(++ordinal, earlier.get(ordinal), copied));
        }
      }
    }
    refuseMore(step, last, ordinal, earlier);
    run.verify(step);
    record(run, step, startedAt);
    return true;
  }

  /** What took effect and has left the file would stay in this target and come to no other. */
  static void refuseMore(
      ResolvedStep step, @Nullable Statement last, int count, Map<Integer, JournalEntry> earlier) {
    boolean more = earlier.keySet().stream().anyMatch(ordinal -> ordinal > count);
    if (more && last != null) {
      throw new InDoubt(
          step,
          last,
          "a statement that the file no longer has was sent in an earlier attempt; restore it, and"
              + " write what should change as a new migration",
          null);
    }
  }

  /** Number of a statement, with what an earlier attempt wrote of it. */
  private record Place(int ordinal, @Nullable JournalEntry earlier, CopiedRows copied) {}

  private void once(ResolvedStep step, Statement statement, String sql, Place place) {
    Classified classified = run.classify(step, statement, sql);
    refuse(run, step, statement, classified);
    if (classified.statementClass() == StatementClass.IDEM && classified.endsWithSession()) {
      run.run(step, statement, sql);
      run.check().ifPresent(ShapeCheck::passed);
      return;
    }
    if (settlement.tookEffect(step, statement, sql, place.earlier())) {
      run.skip();
      return;
    }
    place.copied().before(statement);
    Sending sending = new Sending(step, statement, sql, classified);
    switch (classified.statementClass()) {
      case TX -> inOwnTransaction(sending, entry(sending, place.ordinal(), NOT_LOOKED_AT));
      case PROBE, IDEM, ASK ->
          announced(
              sending,
              entry(
                  sending,
                  place.ordinal(),
                  told(sending, place.ordinal()).orElseGet(run::witness)));
    }
    run.check().ifPresent(ShapeCheck::passed);
  }

  /** A statement that cannot be run, or that became undecidable after the plan was made. */
  static void refuse(TargetRun run, ResolvedStep step, Statement statement, Classified classified) {
    if (!classified.runsUnder(run.order().undecided())) {
      throw new StatementFailure(
          step,
          statement,
          new SqlFailure(
              SqlFailure.Kind.OTHER,
              "it was not run: " + classified.because() + "; " + classified.wayOut(),
              null,
              0,
              null));
    }
  }

  /** It shares a transaction with its journal row, and needs no looking afterwards. */
  private void inOwnTransaction(Sending sending, JournalEntry entry) {
    run.owed()
        .inTransaction(
            () -> {
              run.run(sending.step(), sending.statement(), sending.sql());
              run.journal().done(entry);
            });
  }

  /** One statement and what is known of it. */
  private record Sending(
      ResolvedStep step, Statement statement, String sql, Classified classified) {}

  /**
   * Its journal row is there before it is sent. That it is done goes with the next commit where the
   * target tells it meanwhile, and has one of its own elsewhere.
   */
  private void announced(Sending sending, JournalEntry entry) {
    run.owed().record(() -> run.journal().intent(entry));
    try {
      run.run(sending.step(), sending.statement(), sending.sql());
      if (sending.classified().statementClass() == StatementClass.PROBE) {
        believe(sending.step(), sending.statement(), sending.sql());
      }
    } catch (StatementFailure e) {
      if (e.failure().kind() != SqlFailure.Kind.CONNECTION_LOST) {
        answered(entry, sending.classified(), e);
      }
      throw e;
    }
    run.owed().add(() -> run.journal().done(entry));
    if (!Witness.isShape(entry.witnessBefore())) {
      run.owed().pay();
    }
  }

  /**
   * What stands for the witness where the shape alone says whether a statement took effect: both
   * the one that it finds and the one that it leaves are known, and they differ. Elsewhere than on
   * engines that journal everything, other things are looked at as well.
   */
  private Optional<String> told(Sending sending, int part) {
    return sending.classified().statementClass() == StatementClass.PROBE
            && session.engine().isMySqlFamily()
        ? run.check().flatMap(check -> check.tellingBefore(part)).map(Witness::ofShape)
        : Optional.empty();
  }

  /**
   * The server answered that it failed. Of most statements nothing stays then; of one that commits
   * in its middle, or acts elsewhere, a part may, unless the server could not even read it.
   */
  private void answered(JournalEntry entry, Classified classified, StatementFailure failure) {
    try {
      if (classified.leavesPart() && failure.failure().offset() == 0) {
        run.journal().undecided(entry);
      } else if (Witness.now(run, entry).equals(entry.witnessBefore())) {
        run.journal().retract(entry);
      }
    } catch (SqlFailure e) {
      failure.addSuppressed(e);
    }
  }

  /** {@code IF NOT EXISTS} is content with an index that is invalid, or another one. */
  private void believe(ResolvedStep step, Statement statement, String sql) {
    Optional<StatementProbe.Verdict> found =
        run.driver().probe().look(session, run.tenant().target(), sql);
    String fault =
        switch (found.orElseGet(StatementProbe.Verdict.Done::new)) {
          case StatementProbe.Verdict.Done ignored -> "";
          case StatementProbe.Verdict.Absent ignored -> "";
          case StatementProbe.Verdict.Partial partial ->
              "it was accepted, but what is there is unfinished; look at it, then: "
                  + partial.repair();
          case StatementProbe.Verdict.Different different ->
              "it was accepted, but " + different.found();
        };
    if (!fault.isEmpty()) {
      throw new StatementFailure(
          step, statement, new SqlFailure(SqlFailure.Kind.OBJECT, fault, null, 0, null));
    }
  }

  /** Writes the history row, when all of the step took effect. */
  static void record(TargetRun run, ResolvedStep step, Answer<Instant> begun) {
    HistoryRow row = run.row(step, run.shapeAfter(step));
    Instant startedAt = begun.await();
    run.owed()
        .add(
            () -> {
              run.history().append(row, Optional.of(startedAt));
              run.journal().settle(row.stream(), row.version(), row.kind());
            });
    if (!run.session().engine().isMySqlFamily()) {
      run.owed().pay();
    }
  }

  private JournalEntry entry(Sending sending, int ordinal, String witness) {
    ResolvedStep step = sending.step();
    return new JournalEntry(
        run.order().run(),
        step.plan().stream(),
        step.plan().version(),
        step.kind(),
        ordinal,
        Settlement.sha256(sending.sql()),
        sending.classified().statementClass(),
        JournalEntry.State.INTENT,
        witness,
        run.check().map(check -> check.expected(ordinal)).orElse(null),
        run.epoch(),
        session.connectionId(),
        run.order().actor().id(),
        null);
  }
}
