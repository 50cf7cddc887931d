package eu.dihya.rollout;

import eu.dihya.audit.AuditEntry;
import eu.dihya.base.StoreUnreachable;
import eu.dihya.base.TenantScope;
import eu.dihya.plan.Plan;
import eu.dihya.rollout.strategy.Decision;
import eu.dihya.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
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
  private final Function<Plan, Approved> approved;
  private final ReentrantLock lock = new ReentrantLock();
  private final RolloutRuns runs;
  private final RolloutEntries entries;
  private final RunsAtWork working = new RunsAtWork();
  private final WakeUp wakeUp;
  private final WaveGates gates;
  private RolloutRecord record;
  private Plan plan;
  private boolean stopping;

  /**
   * @param approved what is said of a plan when it starts by itself
   */
  ActiveRollout(
      RolloutContext context,
      RolloutRecord record,
      Plan plan,
      List<RunRecord> stored,
      Function<Plan, Approved> approved) {
    this.context = context;
    this.approved = approved;
    this.record = record;
    this.plan = plan;
    this.runs = new RolloutRuns(record.id(), stored);
    this.entries = new RolloutEntries(context.clock(), context.node());
    this.wakeUp = new WakeUp(context.alarm(), this::tick);
    this.gates = new WaveGates(context, this::gatesLooked);
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

  Standing standing() {
    return locked(() -> new Standing(record, plan, runs.all()));
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
    if (goOn || !(record().state() instanceof RolloutState.Scheduled)) {
      tick();
    }
  }

  void happen(Approved approved, AuditEntry.Actor by) {
    Instant now = context.clock().instant();
    locked(
        () -> {
          RolloutEvent event = approved.event(plan.request().startAt(), now);
          return change(record, event, List.of(), entries.of(record, event, approved, by));
        });
    tick();
  }

  void asked(Asked asked, AuditEntry.Actor by, String reason) {
    asked(List.of(asked), by, reason);
  }

  /**
   * Does what a person asks for, one after the other: what each changes is decided (pure), then
   * stored. When one is not possible, none is done.
   */
  void asked(List<Asked> inTurn, AuditEntry.Actor by, String reason) {
    locked(
        () -> {
          inTurn.forEach(asked -> asked.of(standing()));
          for (Asked asked : inTurn) {
            Asked.Change change = asked.of(standing());
            change(change.rollout(), change.event(), change.runs(), by, reason);
            plan = change.plan();
          }
          return record;
        });
    tick();
  }

  /** A person has said what became of a statement; the tenant waits again. */
  void decided(String tenant, RunDecision decision, AuditEntry.Actor by) {
    locked(
        () -> {
          Evidence evidence = decision.evidence(record, runs.of(tenant));
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

  /** Notes where the report of the ended rollout was archived. */
  void reported(String cid) {
    locked(
        () -> {
          if (record.state().finished()) {
            keep(record.reported(cid));
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
      // Outside the lock, because cancelling asks a server and what is cancelled wants to report.
      working.cancelIfAsked();
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

  /** Nothing more is started; what runs stops where it can be taken up again. */
  void stop() {
    locked(() -> stopping = true);
  }

  boolean closing() {
    return locked(() -> stopping);
  }

  void awaitIdle() {
    working.awaitIdle();
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
    working.finished(tenant);
    tick();
  }

  private boolean steps() {
    while (true) {
      if (stopping) {
        return false;
      }
      switch (decision()) {
        case Decision.Start ignored -> {
          String missing = approved.apply(plan).missing();
          policy(
              missing.isEmpty() ? new RolloutEvent.Started() : new RolloutEvent.StartHeld(missing),
              missing);
        }
        case Decision.Run run -> run.tenants().forEach(this::begin);
        case Decision.AdmitWave admit -> {
          if (!gates.open(runs.roundBefore(plan, admit.wave()))) {
            return false;
          }
          admit(admit.wave());
        }
        case Decision.NoteWaveEnd ignored -> keep(record.waveEnded(context.clock().instant()));
        case Decision.Stop stop ->
            policy(
                new RolloutEvent.BudgetExceeded(
                    plan.request().strategy().onFailure(), stop.because()),
                stop.because());
        case Decision.End ignored -> {
          policy(runs.end(), "");
          return true;
        }
        case Decision.Wait ignored -> {
          return false;
        }
        case Decision.WaitUntil until -> {
          wakeUp.at(until.at());
          return false;
        }
      }
    }
  }

  private void gatesLooked(GateChecks.Round round, List<GateResult> results) {
    try {
      locked(() -> afterGates(round, results));
    } catch (StoreUnreachable e) {
      whenTheStoreIsBack(e, this::tick);
      return;
    }
    tick();
  }

  /** Nothing comes between what was seen and the wave that it lets in. */
  private RolloutRecord afterGates(GateChecks.Round round, List<GateResult> results) {
    gates.looked();
    if (!stopping && stillAsked(round)) {
      String wave = plan.waves().get(round.wave()).name();
      var checked = new RolloutEvent.GatesChecked(round.wave(), wave, results);
      policy(checked, checked.because());
      if (checked.passed()) {
        admit(round.wave());
      }
    }
    return record;
  }

  /** A retry meanwhile, or another plan, makes what was seen old. */
  private boolean stillAsked(GateChecks.Round round) {
    return decision() instanceof Decision.AdmitWave admit
        && runs.roundBefore(plan, admit.wave()).equals(round);
  }

  private Decision decision() {
    return context.strategy().decide(runs.view(record, plan, context.clock().instant()));
  }

  private void keep(RolloutRecord changed) {
    record = context.store().save(new RolloutStore.Change(changed, List.of(), null, null));
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
    working.begin(tenant, progress);
    context.executor().execute(progress);
  }

  /** Stores an event with the state that follows it and the runs that it changes. */
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
    boolean open = changed.stream().anyMatch(run -> admittedAgain(run, from));
    record =
        context
            .store()
            .save(
                new RolloutStore.Change(open ? next.waveEnded(null) : next, changed, event, entry));
    if (aborts(record) && !aborts(from)) {
      working.cancelSoon();
    }
    changed.forEach(runs::put);
    changed.forEach(run -> context.feed().runChanged(record.id(), run.tenant()));
    return record;
  }

  private static boolean admittedAgain(RunRecord run, RolloutRecord rollout) {
    return run.state() instanceof RunState.Waiting && run.wave() < rollout.admittedWaves();
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
