package eu.dihya.change.apply;

import eu.dihya.engine.Answer;
import eu.dihya.engine.Fence;
import eu.dihya.engine.Session;
import eu.dihya.engine.SqlFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The transactions of a run, which the fence holds for it, and the records of what took effect that
 * wait for the next of them. Until then the target tells the same: the last statement's intent
 * stands, and the schema is the one that it was to leave. Not thread-safe.
 */
final class Owed {
  private final Session session;
  private final Fence fence;
  private final LongSupplier epoch;
  private final List<Runnable> writes = new ArrayList<>();
  private final List<Runnable> announcements = new ArrayList<>();

  /**
   * @param epoch under which the run owns the target
   */
  Owed(Session session, Fence fence, LongSupplier epoch) {
    this.session = session;
    this.fence = fence;
    this.epoch = epoch;
  }

  /** What is to be written with the next commit. */
  void add(Runnable write) {
    writes.add(write);
  }

  /** What is to be said when all that is owed now is committed. */
  void announce(Runnable announcement) {
    if (writes.isEmpty()) {
      announcement.run();
    } else {
      announcements.add(announcement);
    }
  }

  /** Runs the body in a transaction, with all that is owed. */
  void inTransaction(Runnable body) {
    transaction(
        () -> {
          Answer<Long> held = fence.checking(epoch.getAsLong());
          writes.forEach(Runnable::run);
          held.await();
          body.run();
        });
  }

  /** The same for a body that only posts records of ours. */
  void record(Runnable body) {
    transaction(
        () -> {
          Answer<Long> held = fence.holding(epoch.getAsLong());
          writes.forEach(Runnable::run);
          body.run();
          held.await();
        });
  }

  /** Commits what is owed. */
  void pay() {
    if (!writes.isEmpty()) {
      record(() -> {});
    }
  }

  /** The same where a failure is being told already. */
  void payAfter(RuntimeException failure) {
    try {
      pay();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void transaction(Runnable body) {
    session.begin();
    try {
      body.run();
      session.commit();
    } catch (RuntimeException e) {
      throw undone(e);
    }
    List<Runnable> said = List.copyOf(announcements);
    writes.clear();
    announcements.clear();
    said.forEach(Runnable::run);
  }

  /** A server that holds the fence by itself says that it refused, but not for whom. */
  private RuntimeException undone(RuntimeException cause) {
    try {
      session.rollback();
      if (cause instanceof SqlFailure failure && failure.kind() == SqlFailure.Kind.OTHER) {
        fence.expect(epoch.getAsLong());
      }
    } catch (SqlFailure second) {
      if (second.kind() == SqlFailure.Kind.FENCED) {
        return second;
      }
      cause.addSuppressed(second);
    }
    return cause;
  }
}
