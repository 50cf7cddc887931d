package eu.dihya.rollout;

import eu.dihya.audit.AuditEntry;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.plan.Plan;
import eu.dihya.plan.TenantPlan;
import eu.dihya.rollout.strategy.Decision;
import eu.dihya.rollout.strategy.View;
import eu.dihya.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One rollout in this process. A step is: look, decide (pure), store, act. All state is guarded by
 * one lock; the work on tenants runs outside it.
 */
final class ActiveRollout {
  private final RolloutContext context;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private final TreeMap<String, RunRecord> runs = new TreeMap<>();
  private final Map<String, RunInProgress> working = new ConcurrentHashMap<>();
  private RolloutRecord record;
  private Plan plan;
  private boolean stopping;

  ActiveRollout(RolloutContext context, RolloutRecord record, Plan plan, List<RunRecord> stored) {
    this.context = context;
    this.record = record;
    this.plan = plan;
    stored.forEach(run -> runs.put(run.tenant(), run));
  }

  RolloutRecord record() {
    return locked(() -> record);
  }

  List<RunRecord> runs() {
    return locked(() -> List.copyOf(runs.values()));
  }

  /**
   * After a restart: what was open goes back to waiting; the target itself will say how far it
   * came.
   */
  void recover() {
    locked(
        () -> {
          List<RunRecord> open =
              runs.values().stream()
                  .filter(run -> run.state().active())
                  .map(RunRecord::again)
                  .toList();
          if (!open.isEmpty()) {
            open.forEach(run -> closeAttempt(run.tenant()));
            change(
                new RolloutEvent.Recovered(open.stream().map(RunRecord::tenant).toList()),
                open,
                AuditEntry.Actor.of(Principal.RECOVERY),
                "an earlier process ended in the middle");
          }
          return null;
        });
    tick();
  }

  void happen(RolloutEvent event, AuditEntry.Actor by, String reason) {
    locked(() -> change(event, List.of(), by, reason));
    tick();
  }

  /** Goes on; a rollout that runs already stays as it is. */
  void resume(String reason, AuditEntry.Actor by) {
    locked(
        () ->
            record.state() instanceof RolloutState.Running
                ? record
                : change(
                    new RolloutEvent.Resumed(reason, unsuccessful().size()),
                    List.of(),
                    by,
                    reason));
    tick();
  }

  void abort(String reason, AuditEntry.Actor by) {
    locked(() -> change(new RolloutEvent.AbortAsked(reason), List.of(), by, reason));
    working.values().forEach(RunInProgress::cancel);
    tick();
  }

  void retry(RetryChoice choice, String reason, AuditEntry.Actor by) {
    locked(
        () -> {
          List<RunRecord> chosen =
              unsuccessful().stream()
                  .filter(run -> matches(run, choice))
                  .map(RunRecord::again)
                  .toList();
          if (chosen.isEmpty()) {
            throw new DihyaException(
                ErrorCode.CONFLICT,
                "no failed or held tenant of rollout "
                    + record.id()
                    + " fits; 'dihya rollout show "
                    + record.id()
                    + "' lists them");
          }
          List<String> tenants = chosen.stream().map(RunRecord::tenant).toList();
          int left = unsuccessful().size() - chosen.size();
          return change(new RolloutEvent.Retried(tenants, reason, left), chosen, by, reason);
        });
    tick();
  }

  /**
   * Takes another plan for the same tenants; who is done and has something new to do waits again.
   */
  void amend(Plan amended, String reason, AuditEntry.Actor by) {
    locked(
        () -> {
          if (runs.values().stream().anyMatch(run -> run.state().active())) {
            throw new DihyaException(
                ErrorCode.CONFLICT,
                "rollout "
                    + record.id()
                    + " has tenants at work; pause it and wait until they have finished before its"
                    + " plan is changed");
          }
          List<RunRecord> again = new ArrayList<>();
          for (TenantPlan tenant : amended.tenants()) {
            RunRecord run = runs.get(tenant.tenant());
            if (run != null && run.state() instanceof RunState.Done && !tenant.steps().isEmpty()) {
              again.add(run.again());
            }
          }
          RolloutEvent event = new RolloutEvent.Amended(plan.id(), amended.id(), reason);
          record = record.withPlan(amended.id(), Rollouts.title(amended));
          plan = amended;
          return change(event, again, by, reason);
        });
    tick();
  }

  /** Notes where the report of the ended rollout was archived. */
  void reported(String cid) {
    locked(
        () ->
            record.state().finished()
                ? record = context.store().save(new RolloutStore.Change(record.reported(cid), List.of(), null, null))
                : record);
    context.feed().rolloutChanged(record().id());
  }

  /** Looks, decides and acts until there is nothing to do. */
  void tick() {
    boolean ended = locked(this::steps);
    context.feed().rolloutChanged(record().id());
    if (ended) {
      context.feed().ended(record().id());
    }
  }

  /** Nothing more is started; what runs stops where it can be taken up again. */
  void stop() {
    locked(() -> stopping = true);
  }

  void awaitIdle() {
    lock.lock();
    try {
      while (!working.isEmpty()) {
        idle.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  boolean runsShouldStop() {
    return locked(
        () ->
            stopping
                || record.state() instanceof RolloutState.Aborting
                || (record.state() instanceof RolloutState.Paused paused
                    && paused.cause() == PauseCause.SHUTDOWN));
  }

  RolloutContext context() {
    return context;
  }

  /** Changes one run and stores it; called by the work on it. */
  void update(String tenant, UnaryOperator<RunRecord> change, @Nullable Attempt attempt) {
    locked(
        () -> {
          RunRecord changed = change.apply(run(tenant));
          runs.put(tenant, changed);
          context
              .store()
              .saveRun(
                  record.id(),
                  changed,
                  attempt,
                  attempt == null ? null : runEntry(tenant, attempt));
          return changed;
        });
    context.feed().runChanged(record().id(), tenant);
  }

  /** The work on a tenant has ended. */
  void finished(String tenant) {
    locked(
        () -> {
          working.remove(tenant);
          idle.signalAll();
          return null;
        });
    tick();
  }

  private boolean steps() {
    while (true) {
      if (stopping) {
        return false;
      }
      switch (context.strategy().decide(view())) {
        case Decision.Run run -> run.tenants().forEach(this::begin);
        case Decision.AdmitWave admit -> admit(admit.wave());
        case Decision.NoteWaveEnd ignored -> {
          record =
              context
                  .store()
                  .save(
                      new RolloutStore.Change(
                          record.waveEnded(context.clock().instant()), List.of(), null, null));
        }
        case Decision.Stop stop ->
            policy(
                new RolloutEvent.BudgetExceeded(
                    plan.request().strategy().onFailure(), stop.because()),
                stop.because());
        case Decision.End ignored -> {
          policy(end(), "");
          return true;
        }
        case Decision.Wait ignored -> {
          return false;
        }
        case Decision.WaitUntil until -> {
          context.alarm().at(until.at(), this::tick);
          return false;
        }
      }
    }
  }

  private void policy(RolloutEvent event, String reason) {
    change(event, List.of(), AuditEntry.Actor.of(Principal.POLICY), reason);
    if (record.state() instanceof RolloutState.Aborting) {
      working.values().forEach(RunInProgress::cancel);
    }
  }

  private void admit(int wave) {
    record = record.admitted(wave + 1);
    policy(new RolloutEvent.WaveAdmitted(wave, plan.waves().get(wave).name()), "");
  }

  private void begin(String tenant) {
    TenantPlan tenantPlan = plan.forTenant(tenant).orElseThrow();
    Instant now = context.clock().instant();
    RunRecord started = run(tenant).started(now);
    runs.put(tenant, started);
    Attempt attempt = new Attempt(started.attempt(), "running", now, null, null, List.of());
    context.store().saveRun(record.id(), started, attempt, runEntry(tenant, attempt));
    context.feed().runChanged(record.id(), tenant);
    RunInProgress progress =
        new RunInProgress(
            this, record.id(), started, tenantPlan, plan.release(), record.createdBy());
    working.put(tenant, progress);
    context.executor().execute(progress);
  }

  private RolloutEvent end() {
    Counts counts = Counts.of(runs.values());
    return new RolloutEvent.Ended(
        counts.done(), counts.failed(), counts.total() - counts.done() - counts.failed());
  }

  private RolloutRecord change(
      RolloutEvent event, List<RunRecord> changed, AuditEntry.Actor by, String reason) {
    Instant now = context.clock().instant();
    RolloutRecord next = record.in(RolloutTransitions.apply(record.state(), event), now);
    AuditEntry entry =
        AuditEntry.of(now, context.node(), by, "rollout." + name(event), record.id(), reason);
    record = context.store().save(new RolloutStore.Change(next, changed, event, entry));
    changed.forEach(run -> runs.put(run.tenant(), run));
    changed.forEach(run -> context.feed().runChanged(record.id(), run.tenant()));
    return record;
  }

  private void closeAttempt(String tenant) {
    List<Attempt> attempts = context.store().attempts(record.id(), tenant);
    if (!attempts.isEmpty() && attempts.getLast().finishedAt() == null) {
      Attempt last = attempts.getLast();
      Attempt closed =
          new Attempt(
              last.number(),
              "interrupted",
              last.startedAt(),
              context.clock().instant(),
              null,
              last.statements());
      context.store().saveRun(record.id(), run(tenant), closed, runEntry(tenant, closed));
    }
  }

  private AuditEntry runEntry(String tenant, Attempt attempt) {
    return AuditEntry.of(
            context.clock().instant(),
            context.node(),
            AuditEntry.Actor.of(record.createdBy()),
            "run." + attempt.outcome(),
            record.id() + "/" + tenant + "#" + attempt.number(),
            "")
        .about(tenant);
  }

  private View view() {
    List<View.WaveView> waves = new ArrayList<>();
    for (var wave : plan.waves()) {
      waves.add(
          new View.WaveView(
              wave.name(), wave.canary(), wave.tenants().stream().map(this::runView).toList()));
    }
    return new View(
        record.state(),
        plan.request().strategy(),
        waves,
        record.admittedWaves(),
        record.waveEndedAt(),
        context.clock().instant());
  }

  private View.RunView runView(String tenant) {
    return new View.RunView(
        tenant, plan.forTenant(tenant).map(TenantPlan::server).orElse(""), run(tenant).state());
  }

  private List<RunRecord> unsuccessful() {
    return runs.values().stream()
        .filter(run -> run.state().mark() == Mark.FAILED || run.state().mark() == Mark.HELD)
        .toList();
  }

  private static boolean matches(RunRecord run, RetryChoice choice) {
    boolean named = choice.tenants().isEmpty() || choice.tenants().contains(run.tenant());
    String group = choice.failureGroup();
    return named
        && (group == null
            || FailureGroup.of(List.of(run)).stream().anyMatch(each -> each.key().equals(group)));
  }

  private RunRecord run(String tenant) {
    RunRecord run = runs.get(tenant);
    if (run == null) {
      throw new IllegalStateException("no run of " + tenant + " in " + record.id());
    }
    return run;
  }

  private static String name(RolloutEvent event) {
    return event
        .getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }

  private <T> T locked(Supplier<T> body) {
    lock.lock();
    try {
      return body.get();
    } finally {
      lock.unlock();
    }
  }
}
