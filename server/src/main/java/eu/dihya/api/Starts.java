package eu.dihya.api;

import eu.dihya.audit.AuditEntry;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.TenantScope;
import eu.dihya.plan.ApprovalTally;
import eu.dihya.plan.Plan;
import eu.dihya.rollout.Approved;
import eu.dihya.rollout.RolloutRecord;
import eu.dihya.rollout.RolloutState;
import eu.dihya.rollout.Rollouts;
import eu.dihya.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts rollouts: at once where nobody is asked, else when the plan is approved and all is still
 * as it was when the plan was made. Thread-safe.
 */
final class Starts {
  private static final Logger LOG = LoggerFactory.getLogger(Starts.class);
  private static final int TOLD = 20;

  private final Rollouts rollouts;
  private final PlanService plans;
  private final Approvals approvals;
  private final ReentrantLock oneByOne = new ReentrantLock();

  Starts(Rollouts rollouts, PlanService plans, Approvals approvals) {
    this.rollouts = rollouts;
    this.plans = plans;
    this.approvals = approvals;
  }

  /**
   * Starts a plan, or lets it wait for the approvals that are missing. One that waits already is
   * looked at again. A revert is started only while all is as it was, whoever is asked.
   *
   * @throws DihyaException CONFLICT when something has changed since the plan was made
   */
  RolloutRecord start(Plan plan, String reason, AuditEntry.Actor by) {
    TenantScope scope = by.principal().scope();
    ApprovalTally tally = approvals.tally(scope, plan);
    boolean looks = tally.binds() || plan.request().reverts() != null;
    if (!looks || plan.tenants().isEmpty()) {
      return rollouts.start(plan, Approved.NOT_ASKED, reason, by);
    }
    oneByOne.lock();
    try {
      Optional<RolloutRecord> waiting =
          notStarted(scope)
              .filter(each -> each.state() instanceof RolloutState.AwaitingApproval)
              .filter(each -> each.planId().equals(plan.id()))
              .findFirst();
      Optional<String> changed = changed(scope, plan);
      if (changed.isPresent()) {
        waiting.ifPresent(each -> hold(each, changed.get(), by));
        throw new DihyaException(ErrorCode.CONFLICT, changed.get());
      }
      // Reading targets takes a while, in which an approval may have been taken back.
      Approved approved = approved(approvals.tally(scope, plan));
      return waiting.isPresent()
          ? rollouts.startAwaiting(waiting.get().id(), approved, by)
          : rollouts.start(plan, approved, reason, by);
    } finally {
      oneByOne.unlock();
    }
  }

  /** Something was said of a plan: what waits for it starts, or waits for something else. */
  void said(Plan plan, AuditEntry.Actor by) {
    lookAgain(plan.digest(), by);
  }

  /** After a restart: an approval may have been kept, and what it starts not. */
  void recover() {
    lookAgain("", AuditEntry.Actor.of(Principal.RECOVERY));
  }

  /** From now on a rollout that starts by itself is held against its approvals. */
  void guard() {
    rollouts.askForApprovals(this::approved);
  }

  private Approved approved(Plan plan) {
    ApprovalTally tally = approvals.tally(Principal.POLICY.scope(), plan);
    return tally.binds() ? approved(tally) : Approved.NOT_ASKED;
  }

  /**
   * Refuses a plan for a rollout that is under way already, as long as approvals are missing.
   *
   * @throws DihyaException CONFLICT
   */
  void requireApproved(Plan amended, TenantScope scope) {
    Approved approved = approved(approvals.tally(scope, amended));
    if (!approved.missing().isEmpty()) {
      throw new DihyaException(
          ErrorCode.CONFLICT,
          "the new plan "
              + amended.id()
              + " "
              + approved.missing()
              + "; have it approved and amend again, an equal plan has its approvals");
    }
  }

  private void lookAgain(String digest, AuditEntry.Actor by) {
    TenantScope scope = by.principal().scope();
    oneByOne.lock();
    try {
      for (RolloutRecord each : notStarted(scope).toList()) {
        Plan plan = plans.find(scope, each.planId());
        if (digest.isEmpty() || digest.equals(plan.digest())) {
          lookAgainUnlessItMoved(each, plan, by);
        }
      }
    } finally {
      oneByOne.unlock();
    }
  }

  /** Somebody may abort it, or its time may come, while it is looked at. */
  private void lookAgainUnlessItMoved(RolloutRecord waiting, Plan plan, AuditEntry.Actor by) {
    try {
      lookAgain(waiting, plan, by);
    } catch (DihyaException e) {
      if (e.code() != ErrorCode.CONFLICT) {
        throw e;
      }
      LOG.info("rollout {} was not looked at again: {}", waiting.id(), e.text());
    }
  }

  private void lookAgain(RolloutRecord waiting, Plan plan, AuditEntry.Actor by) {
    TenantScope scope = by.principal().scope();
    boolean waits = waiting.state() instanceof RolloutState.AwaitingApproval;
    if (waits && approvals.tally(scope, plan).complete()) {
      Optional<String> changed = whyNotNow(scope, plan);
      if (changed.isPresent()) {
        hold(waiting, changed.get(), by);
        return;
      }
    }
    // Reading targets takes a while, in which an approval may have been taken back.
    Approved approved = approved(approvals.tally(scope, plan));
    if (!approved.missing().isEmpty()) {
      hold(waiting, approved.missing(), by);
    } else if (waits) {
      rollouts.startAwaiting(waiting.id(), approved, by);
    }
  }

  /** What was said is kept whatever stands in the way of the start. */
  private Optional<String> whyNotNow(TenantScope scope, Plan plan) {
    try {
      return changed(scope, plan);
    } catch (DihyaException e) {
      return Optional.of(e.text());
    }
  }

  private void hold(RolloutRecord waiting, String because, AuditEntry.Actor by) {
    if (!waiting.state().explanation().equals(because)) {
      rollouts.startAwaiting(waiting.id(), new Approved(because, List.of()), by);
    }
  }

  /** Those that approvals can start, or an approval that was taken back can stop. */
  private Stream<RolloutRecord> notStarted(TenantScope scope) {
    return rollouts.all(scope).stream()
        .filter(
            each ->
                each.state() instanceof RolloutState.AwaitingApproval
                    || each.state() instanceof RolloutState.Scheduled);
  }

  private Optional<String> changed(TenantScope scope, Plan plan) {
    List<String> changes = plans.changes(scope, plan);
    if (changes.isEmpty()) {
      return Optional.empty();
    }
    String more = changes.size() > TOLD ? "; and " + (changes.size() - TOLD) + " more" : "";
    return Optional.of(
        "not as it was when plan "
            + plan.id()
            + " was made: "
            + String.join("; ", changes.subList(0, Math.min(TOLD, changes.size())))
            + more
            + ". Abort what waits for it, make the plan anew and have that approved");
  }

  private static Approved approved(ApprovalTally tally) {
    return tally.complete()
        ? new Approved("", tally.approvers())
        : new Approved("waits for approvals: " + tally.missing(), tally.approvers());
  }
}
