package eu.dihya.rollout;

import eu.dihya.engine.Undecided;
import eu.dihya.plan.TenantPlan;
import eu.dihya.security.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The doing behind a strategy: what is carried out on one tenant. Thread-safe; blocks a virtual
 * thread.
 */
public interface TenantWork {
  /**
   * Does what the order says and tells the listener what happens. Safe to call again after any end,
   * also of the process: it decides from what the target itself holds. Never throws.
   */
  RunOutcome carryOut(Order order, Listener listener);

  /**
   * Notes in the target what a person says of a statement, so that the next attempt goes on from
   * there. Safe to repeat.
   *
   * @param applied whether it took effect
   * @throws eu.dihya.base.DihyaException CONFLICT when the target is no longer as the evidence says
   */
  void decide(String tenant, Evidence evidence, boolean applied, Principal by);

  /**
   * What is to be done on one tenant.
   *
   * @param run names this attempt in the target's journal
   * @param undecided what is done about a statement of which nobody can tell
   * @param since when the rollout was made; tells it from one with the same id in another control
   *     store
   * @param reverts the rollout that is undone; null when none is
   */
  record Order(
      String rollout,
      String run,
      TenantPlan plan,
      String release,
      Principal actor,
      Undecided undecided,
      Instant since,
      @Nullable String reverts) {
    /** One of no rollout in a control store. */
    public Order(
        String rollout,
        String run,
        TenantPlan plan,
        String release,
        Principal actor,
        Undecided undecided) {
      this(rollout, run, plan, release, actor, undecided, Instant.EPOCH, null);
    }
  }

  /** What happens meanwhile; called from the thread that does the work. */
  interface Listener {
    /** How many statements there are in all. */
    void counted(int statements);

    void applying(int statement, String migration);

    void ran(Attempt.StatementRun statement);

    void verifying(int statement, String migration);

    void log(LogLevel level, String text);

    /** It waits for a statement that runs without its client; null when it waits no longer. */
    default void waitingFor(RunState.@Nullable Orphan orphan) {}

    /** Whether the work is to stop before the next statement that can be left for later. */
    boolean stopping();

    /**
     * Gives a way to cancel the statement that is running; a cancelled statement makes the run
     * fail.
     */
    void cancellable(Runnable cancel);
  }

  /** How it ended. */
  sealed interface RunOutcome {
    /**
     * All steps are there.
     *
     * @param notVerified why it is not known that the schema is as it should be; null when it is
     */
    record Done(int statements, @Nullable String notVerified) implements RunOutcome {
      public Done(int statements) {
        this(statements, null);
      }
    }

    record Failed(RunError error) implements RunOutcome {}

    record Held(String because) implements RunOutcome {}

    /**
     * Only a person can say how it goes on.
     *
     * @param evidence null when there is nothing to decide on but a file to restore
     */
    record InDoubt(RunError error, @Nullable Evidence evidence) implements RunOutcome {}

    /** Stopped where it can be taken up again. */
    record Stopped() implements RunOutcome {}
  }
}
