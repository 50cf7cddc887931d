package eu.dihya.chaos;

import eu.dihya.engine.EngineDriver;
import eu.dihya.engine.HistoryRow;
import eu.dihya.engine.Journal;
import eu.dihya.engine.JournalEntry;
import eu.dihya.engine.SchemaHistory;
import eu.dihya.engine.Session;
import eu.dihya.engine.SessionOptions;
import eu.dihya.engine.SqlFailure;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a target itself tells right after a worker was killed.
 *
 * @param busy whether the server still works for a connection that is gone
 * @param unfinished whether something is half made: an invalid index, a partition half detached
 * @param witness of the schema as it is; empty while the server is busy, which may keep it locked
 * @param shape of it, empty likewise
 */
record Look(
    List<HistoryRow> history,
    List<JournalEntry> journal,
    boolean busy,
    boolean unfinished,
    String witness,
    String shape) {
  private static final String SHAPE = "shape:";

  static Look at(Job job, Drivers drivers) {
    EngineDriver driver = drivers.of(job.target().engine());
    try (Session session =
        driver.connect(job.target(), Optional.of(job.login()), SessionOptions.DEFAULT.reading())) {
      boolean busy = isBusy(session);
      var history = new SchemaHistory(session, driver.dialect(), job.target());
      var journal = new Journal(session, driver.dialect(), job.target());
      return new Look(
          whereThere(history::rows),
          whereThere(journal::all),
          busy,
          !Leftovers.unfinished(session).isEmpty(),
          busy ? "" : driver.schemaReader().witness(session, job.target()),
          busy ? "" : driver.schemaReader().shape(session, job.target()).hash());
    }
  }

  private static <T> List<T> whereThere(Supplier<List<T>> rows) {
    try {
      return rows.get();
    } catch (SqlFailure e) {
      if (e.kind() == SqlFailure.Kind.OBJECT) {
        return List.of();
      }
      throw e;
    }
  }

  private static boolean isBusy(Session session) {
    return switch (session.engine()) {
      case SQLITE -> false;
      case POSTGRESQL ->
          !session
              .query(
                  "SELECT 1 AS one FROM pg_stat_activity WHERE datname = current_database()"
                      + " AND backend_type = 'client backend' AND state = 'active'"
                      + " AND pid <> pg_backend_pid()")
              .isEmpty();
      case MYSQL, MARIADB ->
          !session
              .query(
                  "SELECT 1 AS one FROM information_schema.processlist WHERE db = DATABASE()"
                      + " AND command <> 'Sleep' AND id <> CONNECTION_ID()")
              .isEmpty();
    };
  }

  /** The journal's entry of a statement. */
  Optional<JournalEntry> entry(String statement) {
    return journal.stream().filter(entry -> entry.sha256().equals(statement)).reduce((a, b) -> b);
  }

  /** Whether the schema is another than the one that the entry's statement found. */
  boolean changedSince(JournalEntry entry) {
    String before = entry.witnessBefore();
    return !before.equals(before.startsWith(SHAPE) ? SHAPE + shape : witness);
  }

  boolean isDone(String statement) {
    return entry(statement).filter(e -> e.state() == JournalEntry.State.DONE).isPresent();
  }
}
