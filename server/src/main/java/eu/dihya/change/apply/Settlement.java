package eu.dihya.change.apply;

import eu.dihya.engine.JournalEntry;
import eu.dihya.engine.StatementProbe;
import eu.dihya.sql.Statement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What became of a statement that an earlier attempt sent: decided from the journal and from what
 * the target holds, never from what that attempt believed. What could not be told then may be told
 * now, so an undecided row is looked at like any other.
 */
final class Settlement {
  private final TargetRun run;
  private final Beforehand beforehand;

  Settlement(TargetRun run) {
    this.run = run;
    this.beforehand = new Beforehand(run);
  }

  /** A statement of a step, or one part of it, as it would be sent now. */
  private record Sent(ResolvedStep step, Statement statement, String sql) {}

  /** Whether the statement needs no sending any more. */
  boolean tookEffect(
      ResolvedStep step, Statement statement, String sql, @Nullable JournalEntry earlier) {
    if (earlier == null) {
      return false;
    }
    if (Beforehand.decides(earlier)) {
      return beforehand.tookEffect(step, statement, sql, earlier);
    }
    Sent sent = new Sent(step, statement, sql);
    return switch (earlier.state()) {
      case DONE -> {
        if (!earlier.sha256().equals(sha256(sql))) {
          throw new InDoubt(
              step,
              statement,
              "this statement took effect in an earlier attempt, with another text; restore that"
                  + " text, and write what should change as a new migration",
              null);
        }
        yield true;
      }
      case INTENT, UNDECIDED -> settle(sent, earlier);
    };
  }

  private boolean settle(Sent sent, JournalEntry earlier) {
    return run.driver()
        .probe()
        .look(run.session(), run.tenant().target(), sent.sql())
        .map(verdict -> byProbe(sent, verdict, earlier))
        .orElseGet(() -> byWitness(sent, earlier));
  }

  private boolean byProbe(Sent sent, StatementProbe.Verdict verdict, JournalEntry earlier) {
    return switch (verdict) {
      case StatementProbe.Verdict.Done ignored -> {
        run.journal().done(earlier);
        yield true;
      }
      case StatementProbe.Verdict.Absent ignored -> false;
      case StatementProbe.Verdict.Partial partial -> {
        run.session().execute(partial.repair());
        yield settle(sent, earlier);
      }
      case StatementProbe.Verdict.Different different ->
          throw undecided(sent, earlier, different.found());
    };
  }

  /** The lock says that nothing of the predecessor is running any more. */
  private boolean byWitness(Sent sent, JournalEntry earlier) {
    if (Witness.now(run, earlier).equals(earlier.witnessBefore())) {
      return false;
    }
    String expected = earlier.shapeExpected();
    if (!earlier.sha256().equals(sha256(sent.sql()))) {
      throw undecided(sent, earlier, "the schema has changed since, and so has the statement");
    }
    if (expected == null) {
      throw undecided(
          sent,
          earlier,
          "the schema has changed since, and which one it should be now is not known");
    }
    if (!expected.equals(run.shape())) {
      throw undecided(sent, earlier, "the schema is neither as it was nor as it should be now");
    }
    run.journal().done(earlier);
    return true;
  }

  private InDoubt undecided(Sent sent, JournalEntry earlier, String because) {
    run.journal().undecided(earlier);
    return new InDoubt(
        sent.step(),
        sent.statement(),
        "an earlier attempt sent this statement and got no answer: " + because,
        new EvidenceForm(run).of(sent.step(), sent.statement(), sent.sql(), earlier));
  }

  static String sha256(String sql) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(sql.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
