package eu.dihya.rollout;

import static eu.dihya.base.TenantScope.everything;
import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.plan.Gates;
import eu.dihya.plan.Plan;
import eu.dihya.plan.PlanRequest;
import eu.dihya.plan.RequiredApprovals;
import eu.dihya.plan.StrategySpec;
import eu.dihya.plan.TenantPlan;
import eu.dihya.plan.Wave;
import eu.dihya.plan.Window;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rollout whose tenants may begin on Sundays from two to five, each by its own clock. */
class RolloutWindowsTest {
  /** Sydney is the first to have its Sunday, New York the last. */
  private static final Map<String, String> ZONES =
      Map.of("a01", "Europe/Paris", "a02", "America/New_York", "a03", "Australia/Sydney");

  @TempDir Path logs;
  private Bench bench;

  @BeforeEach
  void prepare() {
    bench = new Bench(logs);
  }

  @Test
  void threeZonesAcrossAChangeOfClocks() {
    at("2026-03-28T12:00:00Z");
    bench.start(plan());
    assertThat(waits()).isEqualTo("a03 Sun 02:00 Australia/Sydney");
    // 02:00 in Sydney, which still has its summer time.
    at("2026-03-28T15:00:00Z");
    assertThat(done()).containsExactly("a03");
    // 02:00 does not exist in Paris on that day: its clocks show 03:00 now.
    at("2026-03-29T00:59:59Z");
    assertThat(done()).containsExactly("a03");
    at("2026-03-29T01:00:00Z");
    assertThat(done()).containsExactly("a01", "a03");
    // 02:00 in New York, which has had its summer time for three weeks.
    at("2026-03-29T06:00:00Z");
    assertThat(done()).containsExactly("a01", "a02", "a03");
    assertThat(bench.state()).isEqualTo(new RolloutState.Succeeded());
  }

  @Test
  void inTheWeekOfTheOtherChange() {
    // In Sydney 02:00 comes twice on 5 April; the first counts.
    at("2026-04-04T14:59:00Z");
    bench.start(plan());
    assertThat(bench.tasks).isEmpty();
    at("2026-04-04T15:00:00Z");
    assertThat(done()).containsExactly("a03");
    at("2026-04-05T00:00:00Z");
    assertThat(done()).containsExactly("a01", "a03");
  }

  @Test
  void whoMissesTheWindowWaitsForTheNextOne() {
    at("2026-03-29T04:00:00Z");
    bench.start(plan());
    assertThat(waits()).isEqualTo("a02 Sun 02:00 America/New_York");
    bench.work.outcomes =
        (tenant, attempt) ->
            tenant.equals("a02") && attempt == 1
                ? FakeWork.failure("CONSTRAINT")
                : new TenantWork.RunOutcome.Done(1);
    at("2026-03-29T08:59:00Z");
    assertThat(bench.state()).isInstanceOf(RolloutState.Paused.class);
    at("2026-03-29T09:00:00Z");
    bench.retry(RunChoice.ALL);
    assertThat(bench.tasks).as("the window has closed meanwhile").isEmpty();
    at("2026-04-04T15:00:00Z");
    at("2026-04-05T00:00:00Z");
    at("2026-04-05T06:00:00Z");
    assertThat(done()).containsExactly("a01", "a02", "a03");
  }

  @Test
  void whatHasBegunIsFinishedAlsoAfterACrash() {
    at("2026-03-29T01:00:00Z");
    bench.start(plan());
    bench.clock.advance(Duration.ofHours(3));
    bench = bench.crashed(bench.store.copy());
    bench.finish();
    assertThat(done()).containsExactly("a01");
    assertThat(bench.hasAlarm()).isTrue();
  }

  @Test
  void whoIsAskedTwiceSetsOneAlarm() {
    at("2026-03-28T12:00:00Z");
    bench.start(plan());
    int before = bench.alarms();
    bench.act(RolloutAction.PAUSE);
    bench.act(RolloutAction.RESUME);
    assertThat(bench.alarms()).isEqualTo(before).isEqualTo(1);
  }

  private void at(String time) {
    bench.advance(Duration.between(bench.clock.instant(), Instant.parse(time)));
    bench.finish();
  }

  private List<String> done() {
    return bench.work.done.stream().toList();
  }

  /** Who is the next to begin. */
  private String waits() {
    RolloutRecord record = bench.rollouts.current(everything(), "R-0001");
    Plan plan = bench.store.plan(everything(), record.planId()).orElseThrow();
    Windows windows = new Windows(plan, bench.clock.instant());
    return bench.rollouts.runs(everything(), "R-0001").stream()
        .flatMap(
            run ->
                windows.awaitedBy(run, record.admittedWaves()).stream()
                    .map(
                        opening ->
                            Map.entry(opening.opens(), run.tenant() + " " + opening.words())))
        .min(Map.Entry.comparingByKey())
        .orElseThrow()
        .getValue();
  }

  private static Plan plan() {
    PlanRequest request =
        new PlanRequest("", PlanRequest.LATEST, false, StrategySpec.DEFAULT)
            .on(
                RequiredApprovals.NONE,
                new Gates(List.of(Window.of("Sun 02:00-05:00 tenant"))),
                null);
    Plan plan = Bench.plan(request, List.of(new Wave("Wave 1", false, Bench.tenants(1, 3))));
    return new Plan(
        "",
        "digest",
        Instant.EPOCH,
        "u-1",
        request,
        plan.direction(),
        plan.release(),
        plan.waves(),
        plan.tenants().stream().map(RolloutWindowsTest::inItsZone).toList(),
        List.of(),
        List.of(),
        List.of());
  }

  private static TenantPlan inItsZone(TenantPlan tenant) {
    return new TenantPlan(
        tenant.tenant(),
        tenant.engine(),
        tenant.server(),
        tenant.wave(),
        tenant.from(),
        tenant.shapeBefore(),
        tenant.steps(),
        tenant.backup(),
        tenant.before(),
        ZONES.getOrDefault(tenant.tenant(), TenantPlan.UTC));
  }
}
