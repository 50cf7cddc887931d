package eu.dihya.rollout;

import eu.dihya.audit.AuditEntry;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.TenantScope;
import eu.dihya.plan.Plan;
import eu.dihya.plan.StartAt;
import eu.dihya.plan.Wave;
import eu.dihya.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Carries rollouts out: starts them, takes what people do to them, finds again after a restart what
 * an earlier process left. Thread-safe.
 */
public final class Rollouts implements AutoCloseable {
  private final RolloutContext context;
  private final Map<String, ActiveRollout> active = new ConcurrentHashMap<>();

  public Rollouts(RolloutContext context) {
    this.context = context;
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
        activate(record).recover(goOn);
      }
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
    refuseOverlap(plan);
    String reverts = plan.request().reverts();
    if (reverts != null) {
      requirePossible(by.principal().scope(), RolloutAction.REVERT, reverts);
    }
    Instant now = context.clock().instant();
    RolloutRecord record =
        new RolloutRecord(
            "",
            0,
            title(plan),
            plan.id(),
            new RolloutState.Planned(),
            now,
            now,
            by.principal(),
            null,
            0,
            null,
            null,
            Aftermath.NONE);
    RolloutEvent first = first(plan.request().startAt(), approved, now);
    RolloutRecord begun = record.in(RolloutTransitions.apply(record.state(), first), now);
    AuditEntry entry = approved.on(entry(by, reason, plan));
    RolloutRecord stored = context.store().create(begun, runs(plan), first, entry);
    if (reverts != null) {
      find(reverts).asked(Verbs.revertedBy(stored.id(), reason), by, reason);
    }
    activate(stored).tick();
    return current(TenantScope.everything(), stored.id());
  }

  private static RolloutEvent first(@Nullable StartAt startAt, Approved approved, Instant now) {
    if (startAt != null && startAt.isPast(now)) {
      throw new DihyaException(ErrorCode.CONFLICT, Approved.tooLate(startAt));
    }
    return approved.event(startAt, now);
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
          found.happen(new RolloutEvent.PauseAsked(PauseCause.OPERATOR, reason), by, reason);
      case RESUME -> found.resume(reason, by);
      case DRAIN -> found.happen(new RolloutEvent.DrainAsked(reason), by, reason);
      case ABORT -> found.happen(new RolloutEvent.AbortAsked(reason), by, reason);
      case RETRY -> found.asked(Verbs.retry(choice, reason), by, reason);
      case SKIP -> found.asked(Verbs.skip(choice, reason), by, reason);
      case HOLD -> found.asked(Verbs.hold(choice, reason), by, reason);
      case RELEASE -> found.asked(Verbs.release(choice, reason), by, reason);
      case REVERT ->
          throw new DihyaException(
              ErrorCode.USAGE, "a revert begins with a plan that reverts " + rollout);
      case SIGN_OFF ->
          throw new DihyaException(ErrorCode.USAGE, "a sign-off has a verdict and a comment");
      case PROMOTE -> found.asked(Verbs.promote(reason), by, reason);
    }
    return current(TenantScope.everything(), rollout);
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
    Evidence evidence = decision.evidence(found.record().state(), run);
    context.work().decide(tenant, evidence, decision.applied(), by.principal());
    found.decided(tenant, decision, by);
    return current(TenantScope.everything(), rollout);
  }

  /**
   * Pauses because this process is asked to end; what runs stops before its next statement. Does
   * nothing to a rollout that is not running.
   */
  public void pauseForShutdown(String rollout, Principal by) {
    find(rollout)
        .pauseIfRunning(
            new RolloutEvent.PauseAsked(PauseCause.SHUTDOWN, "interrupted; resume it to go on"),
            AuditEntry.Actor.of(by));
  }

  /** Pauses all that runs, as above, and waits until the running statements have finished. */
  public void pauseAllForShutdown(Principal by) {
    active.keySet().forEach(rollout -> pauseForShutdown(rollout, by));
    active.values().forEach(ActiveRollout::awaitIdle);
  }

  /**
   * Replaces the plan by one made from the catalogue as it is now; the waves keep their members.
   */
  public RolloutRecord amend(String rollout, Plan amended, String reason, AuditEntry.Actor by) {
    find(rollout).asked(Verbs.amend(amended, reason), by, reason);
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
    Map<String, String> busy = new ConcurrentHashMap<>();
    active.values().stream()
        .filter(each -> !each.record().state().finished())
        .forEach(
            each ->
                scope
                    .of(each.runs(), RunRecord::tenant)
                    .forEach(run -> busy.put(run.tenant(), each.record().id())));
    return busy;
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
                context.store().runs(TenantScope.everything(), id)));
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

  private void refuseOverlap(Plan plan) {
    Map<String, String> busy = busy(TenantScope.everything());
    plan.tenants().stream()
        .filter(tenant -> busy.containsKey(tenant.tenant()))
        .findFirst()
        .ifPresent(
            tenant -> {
              String other = busy.get(tenant.tenant());
              throw new DihyaException(
                  ErrorCode.CONFLICT,
                  "tenant "
                      + tenant.tenant()
                      + " is in rollout "
                      + other
                      + ", which has not ended; resume, drain or abort it first");
            });
  }

  private AuditEntry entry(AuditEntry.Actor by, String reason, Plan plan) {
    String why =
        Stream.of(reason, plan.choice())
            .filter(each -> !each.isEmpty())
            .collect(Collectors.joining("; "));
    return AuditEntry.of(
            context.clock().instant(), context.node(), by, "rollout.start", plan.id(), why)
        .changing(null, plan.digest());
  }

  private static List<RunRecord> runs(Plan plan) {
    List<RunRecord> runs = new ArrayList<>();
    for (int index = 0; index < plan.waves().size(); index++) {
      Wave wave = plan.waves().get(index);
      int waveIndex = index;
      wave.tenants().forEach(tenant -> runs.add(RunRecord.waiting(tenant, waveIndex)));
    }
    return runs;
  }

  static String title(Plan plan) {
    List<String> names = plan.migrations();
    String reverts = plan.request().reverts();
    if (reverts != null) {
      return "revert of " + reverts;
    }
    return switch (names.size()) {
      case 0 -> "nothing to do";
      case 1 -> names.getFirst();
      default -> names.getLast() + " and " + (names.size() - 1) + " more";
    };
  }
}
