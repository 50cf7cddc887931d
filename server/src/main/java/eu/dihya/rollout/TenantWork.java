package eu.dihya.rollout;

import eu.dihya.plan.TenantPlan;
import eu.dihya.security.Principal;

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
   * What is to be done on one tenant.
   *
   * @param run names this attempt in the target's journal
   */
  record Order(String rollout, String run, TenantPlan plan, String release, Principal actor) {}

  /** What happens meanwhile; called from the thread that does the work. */
  interface Listener {
    /** How many statements there are in all. */
    void counted(int statements);

    void applying(int statement, String migration);

    void ran(Attempt.StatementRun statement);

    void verifying(int statement, String migration);

    void log(LogLevel level, String text);

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
    record Done(int statements) implements RunOutcome {}

    record Failed(RunError error) implements RunOutcome {}

    record Held(String because) implements RunOutcome {}

    record InDoubt(RunError error) implements RunOutcome {}

    /** Stopped where it can be taken up again. */
    record Stopped() implements RunOutcome {}
  }
}
