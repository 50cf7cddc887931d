package eu.dihya.rollout;

import eu.dihya.audit.AuditEntry;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.plan.Plan;
import eu.dihya.plan.Wave;
import eu.dihya.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

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
    for (RolloutRecord record : context.store().all()) {
      if (!record.state().finished()) {
        activate(record).recover(goOn);
      }
    }
  }

  /**
   * Starts carrying out a plan.
   *
   * @throws DihyaException CONFLICT when a tenant of it is in another rollout that has not ended
   */
  public synchronized RolloutRecord start(Plan plan, AuditEntry.Actor by) {
    if (plan.tenants().isEmpty()) {
      throw new DihyaException(
          ErrorCode.CONFLICT,
          "plan " + plan.id() + " has nothing to do: every tenant is up to date or excluded");
    }
    refuseOverlap(plan);
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
            null);
    RolloutEvent.Started started = new RolloutEvent.Started();
    RolloutRecord running = record.in(RolloutTransitions.apply(record.state(), started), now);
    RolloutRecord stored =
        context.store().create(running, runs(plan), started, entry(by, "rollout.start", plan));
    activate(stored).tick();
    return current(stored.id());
  }

  /** Does what a person asks for; see {@link RolloutAction}. */
  public RolloutRecord act(
      String rollout,
      RolloutAction action,
      RetryChoice choice,
      String reason,
      AuditEntry.Actor by) {
    ActiveRollout found = find(rollout);
    switch (action) {
      case PAUSE ->
          found.happen(new RolloutEvent.PauseAsked(PauseCause.OPERATOR, reason), by, reason);
      case RESUME -> found.resume(reason, by);
      case DRAIN -> found.happen(new RolloutEvent.DrainAsked(reason), by, reason);
      case ABORT -> found.happen(new RolloutEvent.AbortAsked(reason), by, reason);
      case RETRY -> found.retry(choice, reason, by);
    }
    return current(rollout);
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
    return current(rollout);
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
    find(rollout).amend(amended, reason, by);
    return current(rollout);
  }

  /** Notes where the report of an ended rollout was archived. */
  public void reported(String rollout, String cid) {
    find(rollout).reported(cid);
  }

  /** The rollout as it stands now. */
  public RolloutRecord current(String rollout) {
    ActiveRollout found = active.get(rollout);
    return found != null ? found.record() : stored(rollout);
  }

  /** The runs as they stand now, ordered by tenant. */
  public List<RunRecord> runs(String rollout) {
    ActiveRollout found = active.get(rollout);
    return found != null ? found.runs() : context.store().runs(stored(rollout).id());
  }

  /** One tenant's run as it stands now; empty when the rollout has no such tenant. */
  public Optional<RunRecord> run(String rollout, String tenant) {
    ActiveRollout found = active.get(rollout);
    return found != null
        ? found.run(tenant)
        : runs(rollout).stream().filter(run -> run.tenant().equals(tenant)).findFirst();
  }

  /** All rollouts as they stand now, newest first. */
  public List<RolloutRecord> all() {
    return context.store().all().stream()
        .map(stored -> active.containsKey(stored.id()) ? current(stored.id()) : stored)
        .toList();
  }

  /** Tenants of rollouts that have not ended, with the rollout that has them. */
  public Map<String, String> busy() {
    Map<String, String> busy = new ConcurrentHashMap<>();
    active.values().stream()
        .filter(each -> !each.record().state().finished())
        .forEach(each -> each.runs().forEach(run -> busy.put(run.tenant(), each.record().id())));
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

  private ActiveRollout find(String rollout) {
    ActiveRollout found = active.get(rollout);
    return found != null ? found : activate(stored(rollout));
  }

  private ActiveRollout activate(RolloutRecord record) {
    return active.computeIfAbsent(
        record.id(),
        id -> new ActiveRollout(context, record, planOf(record), context.store().runs(id)));
  }

  private Plan planOf(RolloutRecord record) {
    return context
        .store()
        .plan(record.planId())
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

  private RolloutRecord stored(String rollout) {
    return context
        .store()
        .find(rollout)
        .orElseThrow(
            () ->
                new DihyaException(
                    ErrorCode.NOT_FOUND,
                    "there is no rollout " + rollout + "; 'dihya rollout list' shows them"));
  }

  private void refuseOverlap(Plan plan) {
    Map<String, String> busy = busy();
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

  private AuditEntry entry(AuditEntry.Actor by, String action, Plan plan) {
    return AuditEntry.of(
            context.clock().instant(), context.node(), by, action, plan.id(), plan.choice())
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
    return switch (names.size()) {
      case 0 -> "nothing to do";
      case 1 -> names.getFirst();
      default -> names.getLast() + " and " + (names.size() - 1) + " more";
    };
  }
}
