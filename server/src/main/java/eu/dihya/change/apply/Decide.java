package eu.dihya.change.apply;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.engine.EngineDriver;
import eu.dihya.engine.Fence;
import eu.dihya.engine.HistoryRow;
import eu.dihya.engine.Journal;
import eu.dihya.engine.JournalEntry;
import eu.dihya.engine.Session;
import eu.dihya.engine.TargetConnector;
import eu.dihya.rollout.Evidence;
import eu.dihya.security.Principal;
import eu.dihya.tenants.Tenant;
import java.util.Optional;

/**
 * Writes into a target's journal what a person said of a statement. Refused when the target is no
 * longer as the evidence says. Safe to repeat.
 */
final class Decide {
  private final TargetConnector connector;

  Decide(TargetConnector connector) {
    this.connector = connector;
  }

  void decide(Tenant tenant, Evidence evidence, boolean applied, Principal by) {
    EngineDriver driver = connector.driver(tenant.target().engine());
    try (Session session = connector.open(tenant.target())) {
      session.lock(connector.options().lock());
      Fence fence = new Fence(session, driver.dialect(), tenant.target());
      long epoch = fence.raise();
      if (!driver
          .schemaReader()
          .witness(session, tenant.target())
          .equals(evidence.witness().now())) {
        throw stale("the schema has changed since");
      }
      Journal journal = new Journal(session, driver.dialect(), tenant.target());
      Optional<JournalEntry> entry = find(journal, evidence.row());
      journal.prepare();
      session.begin();
      try {
        fence.check(epoch);
        write(journal, entry, new Said(evidence.row(), applied), by(session, epoch, by));
        session.commit();
      } catch (RuntimeException e) {
        session.rollback();
        throw e;
      }
    }
  }

  /** Who decides, in the words of the journal. */
  private record By(long epoch, String connection, String actor) {}

  /** What was decided, and of which row. */
  private record Said(Evidence.Row row, boolean applied) {}

  private static By by(Session session, long epoch, Principal principal) {
    return new By(epoch, session.connectionId(), principal.id());
  }

  private static void write(Journal journal, Optional<JournalEntry> found, Said said, By by) {
    if (found.isEmpty()) {
      if (said.applied()) {
        throw stale("its row is no longer in the journal");
      }
      return;
    }
    JournalEntry entry = found.get();
    boolean done = entry.state() == JournalEntry.State.DONE;
    boolean wasDone = said.row().state().equals(JournalEntry.State.DONE.code());
    if (done && !said.applied() && !wasDone) {
      throw stale("the journal has it as done");
    }
    if (said.applied() && !done) {
      journal.done(decided(entry, by));
    } else if (!said.applied()) {
      journal.retract(entry);
    }
  }

  private static Optional<JournalEntry> find(Journal journal, Evidence.Row row) {
    return journal
        .of(row.run(), row.stream(), row.version(), HistoryRow.Kind.of(row.kind()))
        .stream()
        .filter(entry -> entry.statement() == row.part() && entry.sha256().equals(row.sha256()))
        .findFirst();
  }

  private static JournalEntry decided(JournalEntry entry, By by) {
    return new JournalEntry(
        entry.run(),
        entry.stream(),
        entry.version(),
        entry.kind(),
        entry.statement(),
        entry.sha256(),
        entry.statementClass(),
        JournalEntry.State.DONE,
        entry.witnessBefore(),
        entry.shapeExpected(),
        by.epoch(),
        by.connection(),
        by.actor(),
        null);
  }

  private static DihyaException stale(String because) {
    return new DihyaException(
        ErrorCode.CONFLICT,
        "this is no longer what the evidence says: "
            + because
            + "; retry the tenant, and decide on what is found then");
  }
}
