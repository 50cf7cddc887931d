package eu.dihya.rollout;

import eu.dihya.audit.AuditEntry;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.StoreUnreachable;
import eu.dihya.base.TenantScope;
import eu.dihya.plan.Plan;
import eu.dihya.rollout.strategy.Decision;
import eu.dihya.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One rollout in this process. A step is: look, decide (pure), store, act. All state is guarded by
 * one lock; the work on tenants runs outside it.
 */
final class ActiveRollout {
  private static final Logger LOG = LoggerFactory.getLogger(ActiveRollout.class);
  private static final Duration STORE_ASKED_AGAIN = Duration.ofSeconds(2);

  private final RolloutContext context;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private final RolloutRuns runs;
  private final RolloutEntries entries;
  private final Map<String, RunInProgress> working = new ConcurrentHashMap<>();
  private RolloutRecord record;
  private Plan plan;
  private boolean stopping;
  private boolean cancelling;

  ActiveRollout(RolloutContext context, RolloutRecord record, Plan plan, List<RunRecord> stored) {
    this.context = context;
    this.record = record;
    this.plan = plan;
    this.runs = new RolloutRuns(record.id(), stored);
    this.entries = new RolloutEntries(context.clock(), context.node());
  }

  RolloutRecord record() {
    return locked(() -> record);
  }

  List<RunRecord> runs() {
    return locked(runs::all);
  }

  Optional<RunRecord> run(String tenant) {
    return locked(() -> runs.find(tenant));
  }

  /**
   * After a restart: what was open goes back to waiting; the target itself will say how far it
   * came.
   */
  void recover(boolean goOn) {
    locked(
        () -> {
          List<RunRecord> open = runs.open().stream().map(RunRecord::interrupted).toList();
          if (!open.isEmpty()) {
            open.forEach(run -> closeAttempt(run.tenant()));
            change(
                record,
                new RolloutEvent.Recovered(open.stream().map(RunRecord::tenant).toList()),
                open,
                AuditEntry.Actor.of(Principal.RECOVERY),
                "an earlier process ended in the middle");
          }
          if (!goOn && record.state() instanceof RolloutState.Running) {
            String because = "the process that carried it out ended; resume it to go on";
            RolloutEvent pause = new RolloutEvent.PauseAsked(PauseCause.SHUTDOWN, because);
            change(record, pause, List.of(), AuditEntry.Actor.of(Principal.RECOVERY), because);
          }
          return null;
        });
    tick();
  }

  void happen(RolloutEvent event, AuditEntry.Actor by, String reason) {
    locked(() -> change(record, event, List.of(), by, reason));
    tick();
  }

  /** Goes on; a rollout that runs already stays as it is. */
  void resume(String reason, AuditEntry.Actor by) {
    locked(
        () ->
            record.state() instanceof RolloutState.Running
                ? record
                : change(
                    record,
                    new RolloutEvent.Resumed(reason, runs.unsuccessful().size()),
                    List.of(),
                    by,
                    reason));
    tick();
  }

  /** Pauses if it runs; in any other state there is nothing to pause. */
  void pauseIfRunning(RolloutEvent.PauseAsked event, AuditEntry.Actor by) {
    locked(
        () ->
            record.state() instanceof RolloutState.Running
                ? change(record, event, List.of(), by, event.reason())
                : record);
    tick();
  }

  void retry(RetryChoice choice, String reason, AuditEntry.Actor by) {
    locked(
        () -> {
          List<RunRecord> chosen = runs.chosen(choice).stream().map(RunRecord::again).toList();
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
          int left = runs.unsuccessful().size() - chosen.size();
          return change(
              record, new RolloutEvent.Retried(tenants, reason, left), chosen, by, reason);
        });
    tick();
  }

  /** A person has said what became of a statement; the tenant waits again. */
  void decided(String tenant, RunDecision decision, AuditEntry.Actor by) {
    locked(
        () -> {
          Evidence evidence = decision.evidence(record.state(), runs.of(tenant));
          int left = runs.unsuccessful().size() - 1;
          AuditEntry entry = entries.of(record.id(), tenant, evidence, decision, by);
          return change(
              record,
              new RolloutEvent.Decided(tenant, decision.applied(), decision.reason(), left),
              List.of(runs.of(tenant).again()),
              entry);
        });
    tick();
  }

  /**
   * Takes another plan for the same tenants; who is done and has something new to do waits again.
   */
  void amend(Plan amended, String reason, AuditEntry.Actor by) {
    locked(
        () -> {
          if (!runs.open().isEmpty()) {
            throw new DihyaException(
                ErrorCode.CONFLICT,
                "rollout "
                    + record.id()
                    + " has tenants at work; pause it and wait until they have finished before its"
                    + " plan is changed");
          }
          List<RunRecord> again =
              runs.doneWithMoreIn(amended).stream().map(RunRecord::again).toList();
          RolloutRecord replanned = record.withPlan(amended.id(), Rollouts.title(amended));
          change(
              replanned,
              new RolloutEvent.Amended(plan.id(), amended.id(), reason),
              again,
              by,
              reason);
          plan = amended;
          return record;
        });
    tick();
  }

  /** Notes where the report of the ended rollout was archived. */
  void reported(String cid) {
    locked(
        () -> {
          if (record.state().finished()) {
            record =
                context
                    .store()
                    .save(new RolloutStore.Change(record.reported(cid), List.of(), null, null));
          }
          return record;
        });
    context.feed().rolloutChanged(record().id());
  }

  /** Looks, decides and acts until there is nothing to do. */
  void tick() {
    boolean ended = false;
    try {
      ended = locked(this::steps);
    } catch (StoreUnreachable e) {
      whenTheStoreIsBack(e, this::tick);
    } finally {
      cancelIfAsked();
    }
    context.feed().rolloutChanged(record().id());
    if (ended) {
      context.feed().ended(record().id());
    }
  }

  /** Tries something again after a while, for as long as the store does not answer. */
  void whenTheStoreIsBack(StoreUnreachable because, Runnable again) {
    LOG.warn("rollout {} waits: {}", record().id(), because.text());
    context.alarm().at(context.clock().instant().plus(STORE_ASKED_AGAIN), again);
  }

  /** Outside the lock, because cancelling asks a server and what is cancelled wants to report. */
  private void cancelIfAsked() {
    boolean asked =
        locked(
            () -> {
              boolean now = cancelling;
              cancelling = false;
              return now;
            });
    if (asked) {
      working.values().forEach(RunInProgress::cancel);
    }
  }

  /** Nothing more is started; what runs stops where it can be taken up again. */
  void stop() {
    locked(() -> stopping = true);
  }

  boolean closing() {
    return locked(() -> stopping);
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

  /** How far the work on a run is: shown and not stored, because the target itself will tell. */
  void progress(String tenant, UnaryOperator<RunRecord> change) {
    locked(
        () -> {
          runs.put(change.apply(runs.of(tenant)));
          return tenant;
        });
    context.feed().runChanged(record().id(), tenant);
  }

  /**
   * An attempt has ended; called by the work on the run, which nothing else changes meanwhile. It
   * is stored before anybody decides on it, and beside others, because that waits for the disk.
   */
  void ended(String tenant, UnaryOperator<RunRecord> change, Attempt attempt) {
    RunRecord changed = locked(() -> change.apply(runs.of(tenant)));
    RolloutRecord now = record();
    context.store().saveRun(now.id(), changed, attempt, entries.of(now, tenant, attempt));
    progress(tenant, run -> changed);
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
      switch (context.strategy().decide(runs.view(record, plan, context.clock().instant()))) {
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
    change(record, event, List.of(), AuditEntry.Actor.of(Principal.POLICY), reason);
  }

  private void admit(int wave) {
    change(
        record.admitted(wave + 1),
        new RolloutEvent.WaveAdmitted(wave, plan.waves().get(wave).name()),
        List.of(),
        AuditEntry.Actor.of(Principal.POLICY),
        "");
  }

  private void begin(String tenant) {
    Instant now = context.clock().instant();
    RunRecord started = runs.of(tenant).started(now);
    Attempt attempt = Attempt.begun(started.attempt(), now);
    context.store().saveRun(record.id(), started, attempt, entries.of(record, tenant, attempt));
    runs.put(started);
    context.feed().runChanged(record.id(), tenant);
    RunInProgress progress = new RunInProgress(this, record, plan, started);
    working.put(tenant, progress);
    context.executor().execute(progress);
  }

  private RolloutEvent end() {
    Counts counts = Counts.of(runs.all());
    return new RolloutEvent.Ended(
        counts.done(), counts.failed(), counts.total() - counts.done() - counts.failed());
  }

  /** Stores an event with the state that follows it; {@code changed} are runs that wait again. */
  private RolloutRecord change(
      RolloutRecord from,
      RolloutEvent event,
      List<RunRecord> changed,
      AuditEntry.Actor by,
      String reason) {
    return change(from, event, changed, entries.of(from, event, by, reason));
  }

  private RolloutRecord change(
      RolloutRecord from, RolloutEvent event, List<RunRecord> changed, AuditEntry entry) {
    Instant now = entry.at();
    RolloutRecord next = from.in(RolloutTransitions.apply(from.state(), event), now);
    RolloutRecord open = changed.isEmpty() ? next : next.waveEnded(null);
    record = context.store().save(new RolloutStore.Change(open, changed, event, entry));
    cancelling = cancelling || (aborts(record) && !aborts(from));
    changed.forEach(runs::put);
    changed.forEach(run -> context.feed().runChanged(record.id(), run.tenant()));
    return record;
  }

  private static boolean aborts(RolloutRecord rollout) {
    return rollout.state() instanceof RolloutState.Aborting;
  }

  private void closeAttempt(String tenant) {
    List<Attempt> attempts =
        context.store().attempts(TenantScope.everything(), record.id(), tenant);
    if (!attempts.isEmpty() && attempts.getLast().finishedAt() == null) {
      Attempt closed = attempts.getLast().interrupted(context.clock().instant());
      context
          .store()
          .saveRun(record.id(), runs.of(tenant), closed, entries.of(record, tenant, closed));
    }
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
