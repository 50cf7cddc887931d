package eu.dihya.change.apply;

import eu.dihya.catalog.SectionReader;
import eu.dihya.engine.HistoryRow;
import eu.dihya.engine.JournalEntry;
import eu.dihya.engine.Session;
import eu.dihya.engine.SqlFailure;
import eu.dihya.engine.StatementProbe;
import eu.dihya.sql.SqlDialect;
import eu.dihya.sql.Statement;
import eu.dihya.sql.StatementInfo;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A step that cannot be one transaction. Each statement is written to the target's journal before
 * it is sent and after it took effect, so that any later attempt, of whatever process, knows where
 * to go on.
 */
final class JournalledStep {
  private final TargetRun run;
  private final Session session;

  JournalledStep(TargetRun run) {
    this.run = run;
    this.session = run.session();
  }

  /**
   * Applies what has not taken effect yet; returns false when it was asked to stop before the end.
   */
  boolean perform(ResolvedStep step) {
    Instant startedAt = run.history().now();
    Map<Integer, JournalEntry> earlier = earlier(step);
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
          once(step, statement, part, new Place(++ordinal, earlier.get(ordinal)));
        }
      }
    }
    refuseMore(step, last, ordinal, earlier);
    run.verify(step);
    record(step, startedAt);
    return true;
  }

  /** What took effect and has left the file would stay in this target and come to no other. */
  private static void refuseMore(
      ResolvedStep step, @Nullable Statement last, int count, Map<Integer, JournalEntry> earlier) {
    boolean more = earlier.keySet().stream().anyMatch(ordinal -> ordinal > count);
    if (more && last != null) {
      throw new InDoubt(
          step,
          last,
          "a statement that the file no longer has was sent in an earlier attempt; restore it, and"
              + " write what should change as a new migration");
    }
  }

  /** Number of a statement, with what an earlier attempt wrote of it. */
  private record Place(int ordinal, @Nullable JournalEntry earlier) {}

  private void once(ResolvedStep step, Statement statement, String sql, Place place) {
    if (tookEffect(step, statement, sql, place.earlier())) {
      run.skip();
      return;
    }
    JournalEntry entry = entry(step, sql, place.ordinal());
    if (ownTransaction(step, statement)) {
      inTransaction(
          () -> {
            run.run(step, statement, sql);
            run.journal().done(entry);
          });
    } else {
      inTransaction(() -> run.journal().intent(entry));
      send(step, statement, sql, entry);
      run.journal().done(entry);
    }
  }

  /**
   * What can be in a transaction shares one with its journal row, and needs no looking afterwards.
   */
  private boolean ownTransaction(ResolvedStep step, Statement statement) {
    var engine = run.tenant().target().engine();
    StatementInfo info = StatementInfo.of(statement, SqlDialect.of(engine));
    if (info.isTransactionControl()) {
      throw new StatementFailure(
          step,
          statement,
          new SqlFailure(
              SqlFailure.Kind.OTHER,
              "a migration must not begin or end transactions itself; remove the statement",
              null,
              0,
              null));
    }
    return !info.implicitCommit() && !info.outsideTransaction();
  }

  private void send(ResolvedStep step, Statement statement, String sql, JournalEntry entry) {
    try {
      run.run(step, statement, sql);
      believe(step, statement, sql);
    } catch (StatementFailure e) {
      if (e.failure().kind() != SqlFailure.Kind.CONNECTION_LOST) {
        retractIfUntouched(entry, e);
      }
      throw e;
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

  private void retractIfUntouched(JournalEntry entry, StatementFailure failure) {
    try {
      if (run.witness().equals(entry.witnessBefore())) {
        run.journal().retract(entry);
      }
    } catch (SqlFailure e) {
      failure.addSuppressed(e);
    }
  }

  private boolean tookEffect(
      ResolvedStep step, Statement statement, String sql, @Nullable JournalEntry earlier) {
    if (earlier == null) {
      return false;
    }
    boolean sameText = earlier.sha256().equals(sha256(sql));
    return switch (earlier.state()) {
      case DONE -> {
        if (!sameText) {
          throw new InDoubt(
              step,
              statement,
              "this statement took effect in an earlier attempt, with another text; restore that"
                  + " text, and write what should change as a new migration");
        }
        yield true;
      }
      case INTENT -> settle(step, statement, sql, earlier);
      case UNDECIDED ->
          throw new InDoubt(
              step,
              statement,
              "an earlier attempt could not tell whether this statement took effect");
    };
  }

  private boolean settle(ResolvedStep step, Statement statement, String sql, JournalEntry earlier) {
    return run.driver()
        .probe()
        .look(session, run.tenant().target(), sql)
        .map(verdict -> byProbe(step, statement, sql, verdict, earlier))
        .orElseGet(() -> byWitness(step, statement, sql, earlier));
  }

  private boolean byProbe(
      ResolvedStep step,
      Statement statement,
      String sql,
      StatementProbe.Verdict verdict,
      JournalEntry earlier) {
    return switch (verdict) {
      case StatementProbe.Verdict.Done ignored -> {
        run.journal().done(earlier);
        yield true;
      }
      case StatementProbe.Verdict.Absent ignored -> false;
      case StatementProbe.Verdict.Partial partial -> {
        session.execute(partial.repair());
        yield settle(step, statement, sql, earlier);
      }
      case StatementProbe.Verdict.Different different ->
          throw new InDoubt(step, statement, different.found());
    };
  }

  private boolean byWitness(
      ResolvedStep step, Statement statement, String sql, JournalEntry earlier) {
    if (run.witness().equals(earlier.witnessBefore())) {
      return false;
    }
    if (!earlier.sha256().equals(sha256(sql)) || !run.tenant().target().engine().isMySqlFamily()) {
      run.journal().undecided(earlier);
      throw new InDoubt(
          step,
          statement,
          "an earlier attempt sent this statement and got no answer, and the schema has changed"
              + " since");
    }
    run.journal().done(earlier);
    return true;
  }

  private void record(ResolvedStep step, Instant startedAt) {
    HistoryRow row = run.row(step, run.shape());
    inTransaction(
        () -> {
          run.history().append(row, startedAt);
          run.journal().settle(row.stream(), row.version(), row.kind());
        });
  }

  private void inTransaction(Runnable body) {
    session.begin();
    try {
      run.fence().check(run.epoch());
      body.run();
      session.commit();
    } catch (RuntimeException e) {
      try {
        session.rollback();
      } catch (RuntimeException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  private Map<Integer, JournalEntry> earlier(ResolvedStep step) {
    Map<Integer, JournalEntry> entries = new HashMap<>();
    run.journal()
        .unsettled(step.plan().stream(), step.plan().version(), step.kind())
        .forEach(entry -> entries.put(entry.statement(), entry));
    return entries;
  }

  private JournalEntry entry(ResolvedStep step, String sql, int ordinal) {
    return new JournalEntry(
        run.order().run(),
        step.plan().stream(),
        step.plan().version(),
        step.kind(),
        ordinal,
        sha256(sql),
        "PROBE",
        JournalEntry.State.INTENT,
        run.witness(),
        null,
        run.epoch(),
        session.connectionId(),
        run.order().actor().id(),
        null);
  }

  private static String sha256(String sql) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(sql.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
