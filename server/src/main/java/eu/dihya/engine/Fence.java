package eu.dihya.engine;

import eu.dihya.tenants.Target;
import java.util.List;

/**
 * The table {@code dihya_fence} of a target: its epoch rises with every new owner, and whoever
 * still holds an older one is refused. Needs {@link SchemaHistory#prepare()} to have run. Bound to
 * a session, and as little thread-safe.
 */
public final class Fence {
  private final Session session;
  private final Dialect dialect;
  private final String table;

  public Fence(Session session, Dialect dialect, Target target) {
    this.session = session;
    this.dialect = dialect;
    this.table = dialect.table(target, Tables.FENCE);
  }

  /** The epoch that owns the target. */
  public long current() {
    return session.query("SELECT epoch FROM " + table).getFirst().number("epoch");
  }

  /** Takes the target over, in a transaction of its own; returns the new epoch. */
  public long raise() {
    session.begin();
    try {
      session.update("UPDATE " + table + " SET epoch = epoch + 1");
      long epoch = current();
      session.commit();
      return epoch;
    } catch (RuntimeException e) {
      rollback(e);
      throw e;
    }
  }

  /**
   * Checks, inside a transaction, that the epoch still owns the target, and holds that until its
   * end.
   *
   * @throws SqlFailure kind FENCED when another owner has taken over
   */
  public void check(long epoch) {
    if (!session.inTransaction()) {
      throw new IllegalStateException("the fence holds only inside a transaction");
    }
    List<Row> rows = session.query("SELECT epoch FROM " + table + " " + dialect.lockRows());
    if (rows.isEmpty()) {
      throw refused("its row is missing from " + table, epoch);
    }
    long owner = rows.getFirst().number("epoch");
    if (owner != epoch) {
      throw refused("epoch " + owner + " owns the target now", epoch);
    }
  }

  private void rollback(RuntimeException cause) {
    try {
      session.rollback();
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  private static SqlFailure refused(String reason, long epoch) {
    return new SqlFailure(
        SqlFailure.Kind.FENCED,
        "refused by the fence: %s, and this run holds epoch %d; it must stop"
            .formatted(reason, epoch),
        null,
        0,
        null);
  }
}
