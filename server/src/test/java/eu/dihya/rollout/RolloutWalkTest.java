package eu.dihya.rollout;

import static eu.dihya.base.TenantScope.everything;
import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.plan.Budget;
import eu.dihya.plan.Gates;
import eu.dihya.plan.OnFailure;
import eu.dihya.plan.Plan;
import eu.dihya.plan.PlanRequest;
import eu.dihya.plan.RequiredApprovals;
import eu.dihya.plan.StartAt;
import eu.dihya.plan.StrategySpec;
import eu.dihya.plan.Wave;
import eu.dihya.plan.Window;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rollouts on which everything happens in any order, and which die anywhere. */
class RolloutWalkTest {
  private static final StrategySpec.Parallel PARALLEL = new StrategySpec.Parallel(5, 2);
  private static final List<Wave> WAVES =
      List.of(
          new Wave("Canary", true, Bench.tenants(1, 3)),
          new Wave("Wave 1", false, Bench.tenants(4, 11)),
          new Wave("Wave 2", false, Bench.tenants(12, 24)));

  /** Half an hour from where the clock of the bench begins; closed for half an hour; open. */
  private static final List<Window> WINDOWS =
      List.of(Window.of("08:00-08:30 UTC"), Window.of("Mon 09:00-24:00 UTC"));

  @TempDir Path logs;

  static List<Long> seeds() {
    List<Long> seeds = new ArrayList<>();
    for (long seed = 1; seed <= 150; seed++) {
      seeds.add(seed);
    }
    return seeds;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whateverHappensItEndsConsistent(long seed) {
    Random random = new Random(seed);
    Bench bench = new Bench(logs.resolve(Long.toString(seed)));
    bench.work.outcomes =
        (tenant, attempt) -> {
          int fate = new Random(seed * 31 + tenant.hashCode() * 7L + attempt).nextInt(10);
          return fate == 0
              ? FakeWork.failure("CONSTRAINT")
              : fate == 1
                  ? new TenantWork.RunOutcome.Held("drifted")
                  : new TenantWork.RunOutcome.Done(1);
        };
    OnFailure onFailure = List.of(OnFailure.values()).get(random.nextInt(3));
    Gates gates = seed % 2 == 0 ? Gates.NONE : new Gates(WINDOWS);
    StartAt startAt = seed % 3 == 0 ? StartAt.of("2026-01-05T08:15Z") : null;
    PlanRequest request =
        new PlanRequest("", PlanRequest.LATEST, false, spec(onFailure))
            .on(RequiredApprovals.NONE, gates, startAt);
    bench.start(
        Bench.plan(request, WAVES), seed % 5 == 0 ? missing("1 approver") : Approved.NOT_ASKED);
    for (int happening = 0; happening < 120; happening++) {
      bench = happen(bench, random);
      limits(bench);
    }
    for (int round = 0; round < 60 && !bench.state().finished(); round++) {
      bench.finish();
      if (bench.state() instanceof RolloutState.Paused) {
        bench.act(RolloutAction.RESUME);
      }
      approval(bench, Approved.NOT_ASKED);
      bench.advance(Duration.ofMinutes(10));
    }
    // Approved after its time to start: a person gives it up.
    if (bench.state() instanceof RolloutState.AwaitingApproval) {
      bench.act(RolloutAction.ABORT);
    }
    consistent(bench);
  }

  private static Approved missing(String what) {
    return new Approved(what, List.of());
  }

  /** Whatever is said of the plan, nothing starts twice. */
  private static void approval(Bench bench, Approved approved) {
    RolloutState before = bench.state();
    boolean waits =
        before instanceof RolloutState.AwaitingApproval
            || (before instanceof RolloutState.Scheduled && !approved.missing().isEmpty());
    try {
      bench.rollouts.startAwaiting("R-0001", approved, Bench.ANYA);
      assertThat(waits).as(approved + " in " + before).isTrue();
    } catch (DihyaException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT);
      assertThat(waits).as(approved + " was refused in " + before).isFalse();
    }
  }

  private static Bench happen(Bench bench, Random random) {
    switch (random.nextInt(22)) {
      case 0 -> act(bench, RolloutAction.PAUSE);
      case 1, 2 -> act(bench, RolloutAction.RESUME);
      case 3 -> act(bench, RolloutAction.RETRY);
      case 4 -> {
        if (random.nextInt(25) == 0) {
          act(bench, random.nextBoolean() ? RolloutAction.DRAIN : RolloutAction.ABORT);
        }
      }
      case 5 -> bench.advance(Duration.ofMinutes(random.nextInt(12)));
      case 6 -> bench.rollouts.pauseForShutdown("R-0001", Bench.ANYA.principal());
      case 7 -> {
        List<MemoryRolloutStore> moments = bench.store.moments();
        int last = Math.max(1, moments.size());
        return bench.crashed(moments.isEmpty() ? bench.store.copy() : moments.get(last - 1).copy());
      }
      case 8 -> approval(bench, missing(random.nextBoolean() ? "1 approver" : "1 security"));
      case 9 -> approval(bench, Approved.NOT_ASKED);
      case 10 -> act(bench, RolloutAction.PROMOTE);
      case 11, 12, 13 -> verb(bench, random);
      default -> {
        if (!bench.tasks.isEmpty()) {
          bench.step(random);
        }
      }
    }
    return bench;
  }

  /** Of some tenants, with a number that sometimes is not theirs. */
  private static void verb(Bench bench, Random random) {
    List<RolloutAction> verbs =
        List.of(
            RolloutAction.SKIP, RolloutAction.HOLD, RolloutAction.RELEASE, RolloutAction.RELEASE);
    RolloutAction action = verbs.get(random.nextInt(verbs.size()));
    int remainder = random.nextInt(4);
    RunChoice choice =
        new RunChoice(
            List.of(), null, run -> run.tenant().hashCode() % 4 == remainder, random.nextInt(4));
    List<RunRecord> before = bench.rollouts.runs(everything(), "R-0001");
    boolean allowed = action.refusal(bench.standing()).isEmpty();
    try {
      bench.rollouts.act("R-0001", action, choice, "because", Bench.ANYA);
      assertThat(allowed).as(action + " in " + bench.state()).isTrue();
    } catch (DihyaException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT);
      assertThat(bench.rollouts.runs(everything(), "R-0001")).isEqualTo(before);
    }
  }

  private static void act(Bench bench, RolloutAction action) {
    boolean allowed = action.refusal(bench.standing()).isEmpty();
    try {
      bench.act(action);
      assertThat(allowed || action == RolloutAction.RESUME)
          .as(action + " in " + bench.state())
          .isTrue();
    } catch (DihyaException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT);
      assertThat(allowed).as(action + " was refused: " + e.getMessage()).isFalse();
    }
  }

  private static void limits(Bench bench) {
    List<RunRecord> active =
        bench.rollouts.runs(everything(), "R-0001").stream()
            .filter(run -> run.state().active())
            .toList();
    assertThat(active.size()).isLessThanOrEqualTo(PARALLEL.total());
    Map<Character, Long> perServer =
        active.stream()
            .collect(Collectors.groupingBy(run -> run.tenant().charAt(2), Collectors.counting()));
    assertThat(perServer.values()).allMatch(number -> number <= PARALLEL.perServer());
    assertThat(active).hasSameSizeAs(bench.tasks);
    int admitted = bench.rollouts.current(everything(), "R-0001").admittedWaves();
    assertThat(bench.rollouts.runs(everything(), "R-0001"))
        .allMatch(
            run ->
                run.wave() < admitted
                    || run.state().setAside()
                    || run.state().equals(new RunState.Waiting()));
  }

  private static void consistent(Bench bench) {
    RolloutRecord record = bench.rollouts.current(everything(), "R-0001");
    assertThat(record.state().finished()).as("it ended: " + record.state()).isTrue();
    assertThat(bench.store.find(everything(), "R-0001")).contains(record);
    assertThat(bench.store.runs(everything(), "R-0001"))
        .isEqualTo(bench.rollouts.runs(everything(), "R-0001"));
    RolloutState replayed = new RolloutState.Planned();
    for (RolloutStore.Happened happened : bench.store.events(everything(), "R-0001").reversed()) {
      replayed = RolloutTransitions.apply(replayed, happened.event());
    }
    assertThat(replayed).isEqualTo(record.state());
    for (RunRecord run : bench.rollouts.runs(everything(), "R-0001")) {
      List<Attempt> attempts = bench.store.attempts(everything(), "R-0001", run.tenant());
      assertThat(attempts)
          .allMatch(
              attempt -> attempt.finishedAt() != null && !attempt.outcome().equals("running"));
      assertThat(attempts).hasSize(run.attempt());
      assertThat(run.state().active()).isFalse();
      if (run.state() instanceof RunState.Done) {
        assertThat(bench.work.done).contains(run.tenant());
      }
    }
    assertThat(bench.work.changed.values()).allMatch(times -> times == 1);
    if (record.state() instanceof RolloutState.Succeeded) {
      assertThat(bench.work.done).hasSize(24);
    }
  }

  /** The plainest lifecycle, killed after each write to the store: always the same end. */
  @Test
  void aCrashAfterAnyWriteLeadsToTheSameEnd() {
    for (OnFailure onFailure : OnFailure.values()) {
      Bench whole = lifecycle(new Bench(logs.resolve(onFailure + "-whole")), onFailure);
      Map<String, RunState> end = states(whole);
      int moments = whole.store.moments().size();
      assertThat(moments).isGreaterThanOrEqualTo(10);
      for (int moment = 0; moment < moments; moment++) {
        Bench again = lifecycle(new Bench(logs.resolve(onFailure + "-" + moment)), onFailure);
        Bench next = again.crashed(again.store.moments().get(moment).copy());
        untilTheEnd(next);
        assertThat(next.state().getClass())
            .as(onFailure + " crashed after write " + moment)
            .isEqualTo(whole.state().getClass());
        if (onFailure == OnFailure.PAUSE) {
          assertThat(states(next)).as("crashed after write " + moment).isEqualTo(end);
        }
        consistent(next);
      }
    }
  }

  private static Bench lifecycle(Bench bench, OnFailure onFailure) {
    bench.work.outcomes =
        (tenant, attempt) ->
            List.of("a02", "a07").contains(tenant)
                ? FakeWork.failure("CONSTRAINT")
                : new TenantWork.RunOutcome.Done(1);
    Plan plan =
        Bench.plan(
            spec(onFailure),
            List.of(WAVES.get(0), new Wave("Wave 1", false, Bench.tenants(4, 11))));
    bench.start(plan);
    untilTheEnd(bench);
    return bench;
  }

  private static void untilTheEnd(Bench bench) {
    for (int round = 0; round < 20 && !bench.state().finished(); round++) {
      bench.finish();
      if (bench.state() instanceof RolloutState.Paused) {
        bench.act(RolloutAction.RESUME);
      }
      bench.advance(Duration.ofMinutes(10));
    }
  }

  private static Map<String, RunState> states(Bench bench) {
    Map<String, RunState> states = new HashMap<>();
    bench
        .rollouts
        .runs(everything(), "R-0001")
        .forEach(run -> states.put(run.tenant(), run.state()));
    return new TreeMap<>(states);
  }

  private static StrategySpec spec(OnFailure onFailure) {
    return new StrategySpec(
        List.of(),
        PARALLEL,
        new StrategySpec.FailureBudget(Budget.of("0"), Budget.of("10%")),
        onFailure,
        Duration.ofMinutes(10));
  }
}
