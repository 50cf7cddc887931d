package eu.dihya.engine;

import eu.dihya.tenants.Target;
import java.util.List;

/**
 * What a target says of itself without its catalogue being read: the server and the account, and
 * what our own tables there hold.
 *
 * @param notices what an operator should know of the account and the server's settings
 * @param rows of its history in the order in which they were written; empty when it has none
 * @param halfway whether a migration was begun there and has no history row yet
 */
public record TargetHistory(
    Capabilities capabilities, List<String> notices, List<HistoryRow> rows, boolean halfway) {
  public TargetHistory {
    notices = List.copyOf(notices);
    rows = List.copyOf(rows);
  }

  /**
   * Reads it through a session of the target's own.
   *
   * @throws SqlFailure when the account may not read the tables, or one of them is missing
   */
  public static TargetHistory of(Session session, Dialect dialect, Target target) {
    List<HistoryRow> rows = new SchemaHistory(session, dialect, target).rows();
    boolean halfway = !rows.isEmpty() && !new Journal(session, dialect, target).all().isEmpty();
    return new TargetHistory(session.capabilities(), session.notices(), rows, halfway);
  }
}
