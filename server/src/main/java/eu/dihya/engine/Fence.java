package eu.dihya.engine;

import eu.dihya.tenants.Target;
import java.util.List;
import java.util.Optional;

/**
 * The table {@code dihya_fence} of a target: its epoch rises with every new owner, and whoever
 * still holds an older one is refused. Needs {@link SchemaHistory#prepare()} to have run. Bound to
 * a session, and as little thread-safe.
 */
public final class Fence {
  private final Session session;
  private final Dialect dialect;
  private final Target target;
  private final String table;

  public Fence(Session session, Dialect dialect, Target target) {
    this.session = session;
    this.dialect = dialect;
    this.target = target;
    this.table = dialect.table(target, Tables.FENCE);
  }

  /** The epoch that owns the target. */
  public long current() {
    return asking().await();
  }

  private Answer<Long> asking() {
    Answer<List<Row>> rows = session.ask("SELECT epoch FROM " + table);
    return () -> rows.await().getFirst().number("epoch");
  }

  /**
   * Checks, under the session lock, that nobody else has owned the target since this epoch.
   *
   * @throws SqlFailure kind FENCED when somebody has
   */
  public void expect(long epoch) {
    long owner = current();
    if (owner != epoch) {
      throw refused("epoch " + owner + " has owned the target since", epoch);
    }
  }

  /** Takes the target over, in a transaction of its own; returns the new epoch. */
  public long raise() {
    session.begin();
    try {
      session.post("UPDATE " + table + " SET epoch = epoch + 1");
      Answer<Long> epoch = asking();
      session.commit();
      return epoch.await();
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
    checking(epoch).await();
  }

  /**
   * Like {@link #check}, with the answer to be awaited before the transaction is committed: what
   * was sent meanwhile has no effect if it is a refusal.
   */
  public Answer<Long> checking(long epoch) {
    if (!session.inTransaction()) {
      throw new IllegalStateException("the fence holds only inside a transaction");
    }
    Answer<List<Row>> asked = session.ask("SELECT epoch FROM " + table + " " + dialect.lockRows());
    return () -> owned(asked.await(), epoch);
  }

  /**
   * Like {@link #checking}, for a transaction that holds nothing but what is posted: where the
   * server can refuse by itself, there is no answer to wait for, and the commit fails.
   */
  public Answer<Long> holding(long epoch) {
    Optional<String> guard = dialect.failsUnlessOwned(target);
    if (guard.isEmpty()) {
      return checking(epoch);
    }
    session.post(guard.get(), epoch);
    return Answer.of(epoch);
  }

  private long owned(List<Row> rows, long epoch) {
    if (rows.isEmpty()) {
      throw refused("its row is missing from " + table, epoch);
    }
    long owner = rows.getFirst().number("epoch");
    if (owner != epoch) {
      throw refused("epoch " + owner + " owns the target now", epoch);
    }
    return owner;
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
