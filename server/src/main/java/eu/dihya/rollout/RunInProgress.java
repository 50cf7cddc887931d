package eu.dihya.rollout;

import eu.dihya.base.StoreUnreachable;
import eu.dihya.plan.Plan;
import eu.dihya.plan.TenantPlan;
import eu.dihya.rollout.TenantWork.RunOutcome;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The work on one tenant while it goes on: listens to it, keeps its log, stores how it ends. */
final class RunInProgress implements Runnable, TenantWork.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(RunInProgress.class);
  private static final int STATEMENTS_KEPT = 200;

  private final ActiveRollout rollout;
  private final String rolloutId;
  private final RunRecord started;
  private final TenantPlan plan;
  private final TenantWork.Order order;
  private final ArrayDeque<Attempt.StatementRun> statements = new ArrayDeque<>();
  private final AtomicReference<@Nullable Runnable> cancel = new AtomicReference<>();

  RunInProgress(ActiveRollout rollout, RolloutRecord record, Plan whole, RunRecord started) {
    this.rollout = rollout;
    this.rolloutId = record.id();
    this.started = started;
    this.plan = whole.forTenant(started.tenant()).orElseThrow();
    this.order =
        new TenantWork.Order(
            rolloutId,
            rolloutId + "/" + started.tenant() + "#" + started.attempt(),
            plan,
            whole.release(),
            record.createdBy(),
            whole.request().strategy().undecided(),
            record.createdAt(),
            whole.request().reverts());
  }

  @Override
  public void run() {
    store(carryOut());
  }

  private void store(RunOutcome outcome) {
    Instant now = rollout.context().clock().instant();
    switch (outcome) {
      case RunOutcome.Done done ->
          end(
              run -> run.ended(new RunState.Done(done.statements(), done.notVerified()), now),
              "done",
              null,
              now);
      case RunOutcome.Failed failed ->
          end(
              run -> run.ended(new RunState.Failed(failed.error()), now),
              "failed",
              failed.error(),
              now);
      case RunOutcome.Held held ->
          end(run -> run.ended(new RunState.Held(held.because()), now), "held", null, now);
      case RunOutcome.InDoubt doubt ->
          end(
              run -> run.ended(new RunState.InDoubt(doubt.error(), doubt.evidence()), now),
              "held",
              doubt.error(),
              now);
      case RunOutcome.Stopped ignored -> end(RunRecord::interrupted, "interrupted", null, now);
    }
  }

  private RunOutcome carryOut() {
    try {
      log(
          LogLevel.INFO,
          "attempt " + started.attempt() + ": " + plan.steps().size() + " migrations to carry out");
      return rollout.context().work().carryOut(order, this);
    } catch (Throwable e) {
      // Also errors: a run that nobody ends would keep its rollout open for ever.
      LOG.error("the work on {} in {} failed", plan.tenant(), rolloutId, e);
      return new RunOutcome.Failed(
          new RunError(
              "unexpected: " + e.getClass().getSimpleName(),
              "this is a fault of Dihya; the server's log has the details",
              null,
              null,
              0,
              null,
              null,
              "INTERNAL"));
    }
  }

  private void end(
      UnaryOperator<RunRecord> change, String outcome, @Nullable RunError error, Instant now) {
    log(
        error == null ? LogLevel.INFO : LogLevel.ERROR,
        error == null ? outcome : outcome + ": " + error.message());
    Attempt attempt =
        new Attempt(
            started.attempt(),
            outcome,
            Objects.requireNonNullElse(started.startedAt(), now),
            now,
            error,
            List.copyOf(statements));
    keep(change, attempt);
  }

  /** What became of the tenant is not forgotten while the store is away. */
  private void keep(UnaryOperator<RunRecord> change, Attempt attempt) {
    try {
      rollout.ended(plan.tenant(), change, attempt);
    } catch (StoreUnreachable e) {
      if (!rollout.closing()) {
        rollout.whenTheStoreIsBack(e, () -> keep(change, attempt));
        return;
      }
      LOG.error("how {} in {} ended is not stored: {}", plan.tenant(), rolloutId, e.text());
    } catch (RuntimeException e) {
      rollout.finished(plan.tenant());
      throw e;
    }
    rollout.finished(plan.tenant());
  }

  /** Cancels the running statement, if there is one that can be. */
  void cancel() {
    Runnable action = cancel.get();
    if (action == null) {
      return;
    }
    try {
      action.run();
    } catch (RuntimeException e) {
      log(LogLevel.WARN, "the running statement could not be cancelled: " + e.getMessage());
    }
  }

  @Override
  public void counted(int total) {
    rollout.progress(plan.tenant(), run -> run.counted(total));
  }

  @Override
  public void applying(int statement, String migration) {
    rollout.progress(plan.tenant(), run -> run.in(new RunState.Applying(statement, migration)));
  }

  @Override
  public void ran(Attempt.StatementRun statement) {
    statements.addLast(statement);
    if (statements.size() > STATEMENTS_KEPT) {
      statements.removeFirst();
    }
    log(
        LogLevel.INFO,
        statement.position() + " " + statement.text() + " (" + statement.millis() + " ms)");
  }

  @Override
  public void verifying(int statement, String migration) {
    rollout.progress(plan.tenant(), run -> run.in(new RunState.Verifying(statement, migration)));
  }

  @Override
  public void waitingFor(RunState.@Nullable Orphan orphan) {
    rollout.progress(plan.tenant(), run -> run.in(new RunState.Preparing(orphan)));
  }

  @Override
  public void log(LogLevel level, String text) {
    try {
      LogLine line =
          rollout
              .context()
              .logs()
              .append(rolloutId, plan.tenant(), rollout.context().clock().instant(), level, text);
      rollout.context().feed().logged(rolloutId, plan.tenant(), line);
    } catch (RuntimeException e) {
      // A full disk must not decide how a run ends.
      LOG.warn("cannot write the log of {} in {}: {}", plan.tenant(), rolloutId, e.getMessage());
    }
  }

  @Override
  public boolean stopping() {
    return rollout.runsShouldStop();
  }

  @Override
  public void cancellable(Runnable action) {
    cancel.set(action);
  }
}
