package eu.dihya.rollout;

import static eu.dihya.base.TenantScope.everything;

import eu.dihya.audit.AuditEntry;
import eu.dihya.base.Engine;
import eu.dihya.plan.Backup;
import eu.dihya.plan.Budget;
import eu.dihya.plan.Direction;
import eu.dihya.plan.OnFailure;
import eu.dihya.plan.Plan;
import eu.dihya.plan.PlanRequest;
import eu.dihya.plan.PlanStep;
import eu.dihya.plan.StrategySpec;
import eu.dihya.plan.TenantPlan;
import eu.dihya.plan.Wave;
import eu.dihya.rollout.strategy.Rolling;
import eu.dihya.security.Principal;
import eu.dihya.security.Role;
import eu.dihya.testing.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A server that carries rollouts out, all of whose threads, alarms and clock a test holds. */
final class Bench {
  static final AuditEntry.Actor ANYA =
      AuditEntry.Actor.of(new Principal("u-1", "Anya", Role.PLATFORM_ADMIN, "link", everything()));

  final SettableClock clock;
  final FakeWork work;
  final MemoryRolloutStore store;
  final Rollouts rollouts;
  final List<Runnable> tasks = new ArrayList<>();
  final List<String> ended = new ArrayList<>();
  private final List<Alarmed> alarms = new ArrayList<>();
  private final Path logs;

  private record Alarmed(Instant at, Runnable then) {}

  Bench(Path logs) {
    this(logs, new MemoryRolloutStore(), new FakeWork(), new SettableClock());
  }

  private Bench(Path logs, MemoryRolloutStore store, FakeWork work, SettableClock clock) {
    this.logs = logs;
    this.store = store;
    this.work = work;
    this.clock = clock;
    this.rollouts =
        new Rollouts(
            new RolloutContext(
                store,
                work,
                new Rolling(),
                new Feed(),
                new RunLogs(logs),
                tasks::add,
                (time, then) -> alarms.add(new Alarmed(time, then)),
                clock,
                "node-1"));
  }

  /**
   * The process dies: threads and alarms are gone; another one starts over what was stored then.
   */
  Bench crashed(MemoryRolloutStore left) {
    return recovered(left, true);
  }

  /** The same, and what was running waits to be resumed. */
  Bench crashedAndOnlyLookedAt(MemoryRolloutStore left) {
    return recovered(left, false);
  }

  private Bench recovered(MemoryRolloutStore left, boolean goOn) {
    Bench next = new Bench(logs, left, work, clock);
    next.rollouts.recover(goOn);
    return next;
  }

  RolloutRecord start(Plan plan) {
    Plan kept =
        store.keep(plan, AuditEntry.of(clock.instant(), "node-1", ANYA, "plan.make", "", ""));
    return rollouts.start(kept, ANYA);
  }

  RolloutRecord act(RolloutAction action) {
    return rollouts.act("R-0001", action, RunChoice.ALL, "because", ANYA);
  }

  RolloutRecord retry(RunChoice choice) {
    return rollouts.act("R-0001", RolloutAction.RETRY, choice, "because", ANYA);
  }

  RolloutState state() {
    return rollouts.current(everything(), "R-0001").state();
  }

  Standing standing() {
    RolloutRecord record = rollouts.current(everything(), "R-0001");
    return new Standing(
        record,
        store.plan(everything(), record.planId()).orElseThrow(),
        rollouts.runs(everything(), "R-0001"));
  }

  /** A rollout in this state, to whose tenants and waves everything can be done. */
  static Standing dwelling(RolloutState state) {
    StrategySpec spec =
        new StrategySpec(
            List.of(),
            new StrategySpec.Parallel(1, 1),
            new StrategySpec.FailureBudget(Budget.of("0"), Budget.of("0")),
            OnFailure.PAUSE,
            Duration.ofMinutes(10));
    List<Wave> waves =
        List.of(new Wave("Wave 1", false, tenants(1, 2)), new Wave("Wave 2", false, tenants(3, 4)));
    Instant now = Instant.EPOCH;
    RolloutRecord record =
        new RolloutRecord(
            "R-0001",
            1,
            "t",
            "P-0001",
            state,
            now,
            now,
            ANYA.principal(),
            null,
            1,
            now,
            null,
            Aftermath.NONE);
    RunRecord failed =
        RunRecord.waiting("a01", 0).started(now).in(new RunState.Failed(FakeWork.error("X")));
    RunRecord skipped = RunRecord.waiting("a02", 0).in(new RunState.Skipped("x"));
    return new Standing(
        record, plan(spec, waves), List.of(failed, skipped, RunRecord.waiting("a03", 1)));
  }

  RunState run(String tenant) {
    return rollouts.runs(everything(), "R-0001").stream()
        .filter(run -> run.tenant().equals(tenant))
        .findFirst()
        .orElseThrow()
        .state();
  }

  /** Lets one of the threads that were started run to its end. */
  void step(Random random) {
    tasks.remove(random.nextInt(tasks.size())).run();
  }

  /** Lets all that was started, and all that this starts, run to its end. */
  Bench finish() {
    while (!tasks.isEmpty()) {
      tasks.removeFirst().run();
    }
    return this;
  }

  void advance(Duration by) {
    clock.advance(by);
    List<Alarmed> due =
        alarms.stream().filter(alarm -> !alarm.at().isAfter(clock.instant())).toList();
    alarms.removeAll(due);
    due.forEach(alarm -> alarm.then().run());
  }

  boolean hasAlarm() {
    return !alarms.isEmpty();
  }

  /** A plan for tenants with names such as {@code a01}, spread over servers by their last digit. */
  static Plan plan(StrategySpec spec, List<Wave> waves) {
    List<TenantPlan> tenants = new ArrayList<>();
    for (int index = 0; index < waves.size(); index++) {
      for (String tenant : waves.get(index).tenants()) {
        tenants.add(tenant(tenant, index));
      }
    }
    PlanRequest request = new PlanRequest("", PlanRequest.LATEST, false, spec);
    return new Plan(
        "",
        "digest",
        Instant.EPOCH,
        "u-1",
        request,
        Direction.UP,
        "release",
        waves,
        tenants,
        List.of(),
        List.of(),
        List.of());
  }

  static List<String> tenants(int from, int to) {
    List<String> tenants = new ArrayList<>();
    for (int number = from; number <= to; number++) {
      tenants.add("a%02d".formatted(number));
    }
    return tenants;
  }

  private static TenantPlan tenant(String id, int wave) {
    PlanStep step =
        new PlanStep(
            "common", "20250101_0900", "20250101_0900_m", Direction.UP, "m.sql", "raw", true);
    String server = "postgresql://db" + id.charAt(id.length() - 1) + ":5432";
    return new TenantPlan(
        id, Engine.POSTGRESQL, server, wave, "", null, List.of(step), Backup.NONE);
  }

  private final class Feed implements RolloutFeed {
    @Override
    public void rolloutChanged(String rollout) {}

    @Override
    public void runChanged(String rollout, String tenant) {}

    @Override
    public void logged(String rollout, String tenant, LogLine line) {}

    @Override
    public void ended(String rollout) {
      ended.add(rollout);
    }
  }
}
