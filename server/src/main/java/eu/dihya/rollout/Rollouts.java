package eu.dihya.rollout;

import eu.dihya.audit.AuditEntry;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.StoreUnreachable;
import eu.dihya.base.TenantScope;
import eu.dihya.plan.Plan;
import eu.dihya.plan.TenantPlan;
import eu.dihya.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Carries rollouts out: starts them, takes what people do to them, finds again after a restart what
 * an earlier process left. Thread-safe.
 */
public final class Rollouts implements AutoCloseable {
  private final RolloutContext context;
  private final Map<String, ActiveRollout> active = new ConcurrentHashMap<>();
  private final BusyTenants busy = new BusyTenants(active);
  private volatile Function<Plan, Approved> approvals = plan -> Approved.NOT_ASKED;

  public Rollouts(RolloutContext context) {
    this.context = context;
  }

  /** Who is asked, when a rollout starts by itself, whether its plan is still approved. */
  public void askForApprovals(Function<Plan, Approved> asked) {
    approvals = asked;
  }

  /**
   * Takes up every rollout that has not ended.
   *
   * @param goOn whether those that were running go on by themselves; else they wait, paused, to be
   *     resumed
   */
  public void recover(boolean goOn) {
    for (RolloutRecord record : context.store().all(TenantScope.everything())) {
      if (!record.state().finished()) {
        ActiveRollout found = activate(record);
        noteUnnotedRevert(found);
        found.recover(goOn);
      }
    }
  }

  /** An earlier process may have ended between the start of a revert and the note of it. */
  private void noteUnnotedRevert(ActiveRollout found) {
    String reverts = found.standing().plan().request().reverts();
    if (reverts == null) {
      return;
    }
    Standing reverted = find(reverts).standing();
    if (reverted.reverted().isEmpty() && RolloutAction.REVERT.refusal(reverted).isEmpty()) {
      noteRevert(reverts, found.record().id(), "", AuditEntry.Actor.of(Principal.RECOVERY));
    }
  }

  private void noteRevert(String reverted, String by, String reason, AuditEntry.Actor actor) {
    ActiveRollout found = find(reverted);
    try {
      found.asked(Verbs.revertedBy(by, reason), actor, reason);
    } catch (StoreUnreachable e) {
      found.whenTheStoreIsBack(e, () -> noteRevert(reverted, by, reason, actor));
    }
  }

  /**
   * Starts carrying out a plan, or schedules it where the plan says when.
   *
   * @throws DihyaException CONFLICT when a tenant of it is in another rollout that has not ended,
   *     or the time to start has passed
   */
  public RolloutRecord start(Plan plan, AuditEntry.Actor by) {
    return start(plan, Approved.NOT_ASKED, "", by);
  }

  /**
   * The same with what was said of the plan, where what is missing makes it wait with its tenants,
   * and with the reason for it. The rollout that it reverts is told of it.
   *
   * @throws DihyaException CONFLICT as above
   */
  public synchronized RolloutRecord start(
      Plan plan, Approved approved, String reason, AuditEntry.Actor by) {
    if (plan.tenants().isEmpty()) {
      throw new DihyaException(
          ErrorCode.CONFLICT,
          "plan " + plan.id() + " has nothing to do: every tenant is up to date or excluded");
    }
    busy.refuse(plan.tenants().stream().map(TenantPlan::tenant));
    String reverts = plan.request().reverts();
    if (reverts != null) {
      requirePossible(by.principal().scope(), RolloutAction.REVERT, reverts);
    }
    NewRollout made = NewRollout.of(plan, approved, reason, by, context);
    RolloutRecord stored =
        context.store().create(made.record(), made.runs(), made.first(), made.entry());
    // From here on it is there, whatever becomes of the store.
    ActiveRollout started =
        active.computeIfAbsent(
            stored.id(),
            id -> new ActiveRollout(context, stored, plan, made.runs(), this::approved));
    if (reverts != null) {
      noteRevert(reverts, stored.id(), reason, by);
    }
    started.tick();
    return current(TenantScope.everything(), stored.id());
  }

  /**
   * Starts or schedules a rollout that waits for approvals, or says anew what it waits for.
   *
   * @throws DihyaException CONFLICT when it does not wait any more
   */
  public RolloutRecord startAwaiting(String rollout, Approved approved, AuditEntry.Actor by) {
    find(rollout).happen(approved, by);
    return current(TenantScope.everything(), rollout);
  }

  /** Does what a person asks for; see {@link RolloutAction}. */
  public RolloutRecord act(
      String rollout, RolloutAction action, RunChoice choice, String reason, AuditEntry.Actor by) {
    ActiveRollout found = find(rollout);
    switch (action) {
      case PAUSE ->
          found.asked(
              Verbs.just(new RolloutEvent.PauseAsked(PauseCause.OPERATOR, reason)), by, reason);
      case RESUME -> resume(found, reason, by);
      case DRAIN -> found.asked(Verbs.just(new RolloutEvent.DrainAsked(reason)), by, reason);
      case ABORT -> found.asked(Verbs.just(new RolloutEvent.AbortAsked(reason)), by, reason);
      case RETRY -> again(found, List.of(Verbs.retry(choice, reason)), by, reason);
      case SKIP -> found.asked(Verbs.skip(choice, reason), by, reason);
      case HOLD -> found.asked(Verbs.hold(choice, reason), by, reason);
      case RELEASE -> again(found, List.of(Verbs.release(choice, reason)), by, reason);
      case REVERT ->
          throw new DihyaException(
              ErrorCode.USAGE, "a revert begins with a plan that reverts " + rollout);
      case SIGN_OFF ->
          throw new DihyaException(ErrorCode.USAGE, "a sign-off has a verdict and a comment");
      case PROMOTE -> found.asked(Verbs.promote(reason), by, reason);
    }
    return current(TenantScope.everything(), rollout);
  }

  /** One that runs already stays as it is. */
  private static void resume(ActiveRollout found, String reason, AuditEntry.Actor by) {
    if (!(found.record().state() instanceof RolloutState.Running)) {
      found.asked(Verbs.resume(reason), by, reason);
    }
  }

  /**
   * Takes what a person says of a statement in doubt: writes it into the target, then lets the
   * tenant be tried again.
   *
   * @throws DihyaException CONFLICT when the run is not in doubt, or on other evidence
   */
  public RolloutRecord decide(
      String rollout, String tenant, RunDecision decision, AuditEntry.Actor by) {
    ActiveRollout found = find(rollout);
    RunRecord run =
        found.runs().stream()
            .filter(each -> each.tenant().equals(tenant))
            .findFirst()
            .orElseThrow(
                () ->
                    new DihyaException(
                        ErrorCode.NOT_FOUND,
                        "tenant '" + tenant + "' is not in rollout " + rollout));
    refuseReopening(found);
    Evidence evidence = decision.evidence(found.record(), run);
    context.work().decide(tenant, evidence, decision.applied(), by.principal());
    synchronized (this) {
      refuseReopening(found);
      found.decided(tenant, decision, by);
    }
    return current(TenantScope.everything(), rollout);
  }

  /** Tenants are let in once more, which no start of another rollout may cross. */
  private synchronized void again(
      ActiveRollout found, List<Asked> asked, AuditEntry.Actor by, String reason) {
    refuseReopening(found);
    found.asked(asked, by, reason);
  }

  private void refuseReopening(ActiveRollout found) {
    if (found.record().state().finished()) {
      busy.refuse(
          found.runs().stream()
              .filter(run -> !(run.state() instanceof RunState.Done))
              .map(RunRecord::tenant));
    }
  }

  /**
   * Pauses because this process is asked to end; what runs stops before its next statement. Does
   * nothing to a rollout that is not running.
   */
  public void pauseForShutdown(String rollout, Principal by) {
    ActiveRollout found = find(rollout);
    if (found.record().state() instanceof RolloutState.Running) {
      String because = "interrupted; resume it to go on";
      RolloutEvent pause = new RolloutEvent.PauseAsked(PauseCause.SHUTDOWN, because);
      found.asked(Verbs.just(pause), AuditEntry.Actor.of(by), because);
    }
  }

  /** Pauses all that runs, as above, and waits until the running statements have finished. */
  public void pauseAllForShutdown(Principal by) {
    active.keySet().forEach(rollout -> pauseForShutdown(rollout, by));
    active.values().forEach(ActiveRollout::awaitIdle);
  }

  /**
   * Replaces the plan by one made from the catalogue as it is now and retries; the waves keep their
   * members. Both or nothing.
   */
  public RolloutRecord amend(
      String rollout, Plan amended, RunChoice choice, String reason, AuditEntry.Actor by) {
    List<Asked> both = List.of(Verbs.amend(amended, reason), Verbs.retry(choice, reason));
    again(find(rollout), both, by, reason);
    return current(TenantScope.everything(), rollout);
  }

  /**
   * Closes the report of an ended rollout; it is archived anew.
   *
   * @throws DihyaException CONFLICT when it has not ended, or is signed off already
   */
  public RolloutRecord signOff(
      String rollout, SignOff.Verdict verdict, String comment, AuditEntry.Actor by) {
    SignOff signOff = new SignOff(verdict, comment, by.principal(), context.clock().instant());
    find(rollout).asked(Verbs.signOff(signOff), by, verdict + ": " + comment);
    context.feed().signedOff(rollout);
    return current(TenantScope.everything(), rollout);
  }

  /** Notes where the report of an ended rollout was archived. */
  public void reported(String rollout, String cid) {
    find(rollout).reported(cid);
  }

  /**
   * The rollout as it stands now, as the scope sees it.
   *
   * @throws DihyaException NOT_FOUND, in the same words, for one that does not exist and for one
   *     that has no run of the scope
   */
  public RolloutRecord current(TenantScope scope, String rollout) {
    return lookUp(scope, rollout).orElseThrow(() -> unknown(rollout));
  }

  /** Whether there is such a rollout, with a run of the scope. */
  public boolean exists(TenantScope scope, String rollout) {
    return lookUp(scope, rollout).isPresent();
  }

  private Optional<RolloutRecord> lookUp(TenantScope scope, String rollout) {
    ActiveRollout found = active.get(rollout);
    if (found == null) {
      return context.store().find(scope, rollout);
    }
    boolean concerned =
        scope.whole() || found.runs().stream().anyMatch(run -> scope.contains(run.tenant()));
    return concerned ? Optional.of(found.record().within(scope)) : Optional.empty();
  }

  /**
   * The runs of a scope as they stand now, ordered by tenant.
   *
   * @throws DihyaException NOT_FOUND as {@link #current}
   */
  public List<RunRecord> runs(TenantScope scope, String rollout) {
    ActiveRollout found = active.get(rollout);
    List<RunRecord> runs =
        found != null
            ? scope.of(found.runs(), RunRecord::tenant)
            : context.store().runs(scope, stored(scope, rollout).id());
    if (runs.isEmpty() && !scope.whole()) {
      throw unknown(rollout);
    }
    return runs.stream().map(run -> run.within(scope)).toList();
  }

  /**
   * One tenant's run as it stands now; empty when the rollout has no such tenant in the scope.
   *
   * @throws DihyaException NOT_FOUND as {@link #current}
   */
  public Optional<RunRecord> run(TenantScope scope, String rollout, String tenant) {
    ActiveRollout found = active.get(rollout);
    return found != null && scope.whole()
        ? found.run(tenant)
        : runs(scope, rollout).stream().filter(run -> run.tenant().equals(tenant)).findFirst();
  }

  /** All rollouts with a run of the scope, as they stand now, newest first. */
  public List<RolloutRecord> all(TenantScope scope) {
    return context.store().all(scope).stream()
        .map(
            stored -> {
              ActiveRollout found = active.get(stored.id());
              return found != null ? found.record().within(scope) : stored;
            })
        .toList();
  }

  /** Tenants of a scope in rollouts that have not ended, with the rollout that has them. */
  public Map<String, String> busy(TenantScope scope) {
    return busy.of(scope);
  }

  /**
   * Stops before the next statement that can be left for later, and waits for it. Rollouts stay as
   * they are and go on at the next start.
   */
  @Override
  public void close() {
    active.values().forEach(ActiveRollout::stop);
    active.values().forEach(ActiveRollout::awaitIdle);
  }

  /**
   * How a rollout stands as a whole.
   *
   * @throws DihyaException NOT_FOUND as {@link #current}
   */
  Standing standing(String rollout) {
    return find(rollout).standing();
  }

  /**
   * Holds an action against how the rollout stands.
   *
   * @throws DihyaException CONFLICT that says why it is not possible, NOT_FOUND as {@link #current}
   */
  public void requirePossible(TenantScope scope, RolloutAction action, String rollout) {
    Verbs.allowed(action, standing(current(scope, rollout).id()));
  }

  private ActiveRollout find(String rollout) {
    ActiveRollout found = active.get(rollout);
    return found != null ? found : activate(stored(TenantScope.everything(), rollout));
  }

  private ActiveRollout activate(RolloutRecord record) {
    return active.computeIfAbsent(
        record.id(),
        id ->
            new ActiveRollout(
                context,
                record,
                planOf(record),
                context.store().runs(TenantScope.everything(), id),
                this::approved));
  }

  private Approved approved(Plan plan) {
    return approvals.apply(plan);
  }

  private Plan planOf(RolloutRecord record) {
    return context
        .store()
        .plan(TenantScope.everything(), record.planId())
        .orElseThrow(
            () ->
                new DihyaException(
                    ErrorCode.INTERNAL,
                    "the plan "
                        + record.planId()
                        + " of rollout "
                        + record.id()
                        + " is missing in the control store; run 'dihya store check'"));
  }

  private RolloutRecord stored(TenantScope scope, String rollout) {
    return context.store().find(scope, rollout).orElseThrow(() -> unknown(rollout));
  }

  private static DihyaException unknown(String rollout) {
    return new DihyaException(
        ErrorCode.NOT_FOUND,
        "there is no rollout " + rollout + "; 'dihya rollout list' shows them");
  }
}
