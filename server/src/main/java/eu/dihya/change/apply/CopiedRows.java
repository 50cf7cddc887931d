package eu.dihya.change.apply;

import eu.dihya.base.Engine;
import eu.dihya.catalog.RowsMayDiffer;
import eu.dihya.catalog.SectionReader;
import eu.dihya.engine.Session;
import eu.dihya.engine.SqlFailure;
import eu.dihya.sql.SqlDialect;
import eu.dihya.sql.Statement;
import eu.dihya.sql.StatementInfo;
import eu.dihya.sql.TableSwap;
import eu.dihya.sql.TableSwaps;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the tables that a step copies and replaces: the copy must have as many as the table
 * that it replaces, and that is looked at just before the old one goes, while nothing is lost yet.
 */
final class CopiedRows {
  private static final Set<String> TAKING_AWAY =
      Set.of("DROP TABLE", "ALTER TABLE", "RENAME TABLE");

  private final TargetRun run;
  private final ResolvedStep step;
  private final SqlDialect dialect;
  private @Nullable List<TableSwap> found;

  CopiedRows(TargetRun run, ResolvedStep step) {
    this.run = run;
    this.step = step;
    this.dialect = SqlDialect.of(run.tenant().target().engine());
  }

  /** Whether {@link #before} may have something to look at. */
  boolean concerns(Statement statement) {
    return TAKING_AWAY.contains(StatementInfo.of(statement, dialect).verb())
        && swaps().stream().anyMatch(swap -> swap.lostBy() == statement.number());
  }

  /**
   * Looks at a statement that is about to be sent.
   *
   * @throws StatementFailure when rows would be lost by it, or have become more
   */
  void before(Statement statement) {
    if (!concerns(statement)) {
      return;
    }
    for (TableSwap swap : swaps()) {
      if (swap.lostBy() == statement.number()) {
        check(swap, statement);
      }
    }
  }

  private void check(TableSwap swap, Statement statement) {
    if (RowsMayDiffer.of(step.file()).stream().anyMatch(line -> line.allows(swap.table()))) {
      run.session().rowsMayGo(swap.table());
      return;
    }
    try {
      compare(swap);
    } catch (SqlFailure e) {
      throw run.failure(step, step.section(), statement, e);
    }
  }

  private void compare(TableSwap swap) {
    Session session = run.session();
    if (session.engine() == Engine.POSTGRESQL && session.inTransaction()) {
      // Whoever writes to the old table after it was counted would write into nothing.
      session.update("LOCK TABLE " + swap.old() + " IN SHARE MODE");
    }
    long before = count(swap.old());
    long after = count(swap.copy());
    if (after < before && !swap.mayShrink()) {
      throw refused(swap, "shrink", before, after);
    }
    if (after > before && !swap.mayGrow()) {
      throw refused(swap, "grow", before, after);
    }
  }

  private long count(String table) {
    return run.session().query("SELECT COUNT(*) AS n FROM " + table).getFirst().number("n");
  }

  private static SqlFailure refused(TableSwap swap, String change, long before, long after) {
    return new SqlFailure(
        SqlFailure.Kind.CONSTRAINT,
        "table %s would %s from %d rows to %d: its copy %s has not the rows of %s, which was not touched. Correct the copy; if the difference is meant, say so in the file: -- rows:may-differ %s REASON"
            .formatted(swap.table(), change, before, after, swap.copy(), swap.old(), swap.table()),
        null,
        0,
        null);
  }

  private List<TableSwap> swaps() {
    List<TableSwap> swaps = found;
    if (swaps == null) {
      try (SectionReader statements = run.open(step.section())) {
        swaps = TableSwaps.of(statements, dialect);
      }
      found = swaps;
    }
    return swaps;
  }
}
