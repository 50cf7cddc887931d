package eu.dihya.rollout;

import eu.dihya.plan.Opening;
import eu.dihya.plan.Plan;
import eu.dihya.rollout.strategy.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The runs of one rollout, ordered by tenant. Guarded by the lock of the rollout that owns them.
 */
final class RolloutRuns {
  private final TreeMap<String, RunRecord> runs = new TreeMap<>();
  private final String rollout;

  RolloutRuns(String rollout, List<RunRecord> stored) {
    this.rollout = rollout;
    stored.forEach(this::put);
  }

  RunRecord put(RunRecord run) {
    runs.put(run.tenant(), run);
    return run;
  }

  RunRecord of(String tenant) {
    return find(tenant)
        .orElseThrow(() -> new IllegalStateException("no run of " + tenant + " in " + rollout));
  }

  Optional<RunRecord> find(String tenant) {
    return Optional.ofNullable(runs.get(tenant));
  }

  List<RunRecord> all() {
    return List.copyOf(runs.values());
  }

  /** Those in which work was going on. */
  List<RunRecord> open() {
    return runs.values().stream().filter(run -> run.state().active()).toList();
  }

  /** Those that count against the failure budgets. */
  List<RunRecord> unsuccessful() {
    return runs.values().stream().filter(run -> run.state().failure()).toList();
  }

  /** The end, when nothing is left to do. */
  RolloutEvent end() {
    Counts counts = Counts.of(runs.values());
    return new RolloutEvent.Ended(
        counts.done(), counts.failed(), counts.total() - counts.done() - counts.failed());
  }

  /** What the gates before a wave look at. */
  GateChecks.Round roundBefore(Plan plan, int wave) {
    List<String> done =
        runs.values().stream()
            .filter(run -> run.wave() == wave - 1 && run.state() instanceof RunState.Done)
            .map(RunRecord::tenant)
            .toList();
    return new GateChecks.Round(plan, wave, done);
  }

  /** What a strategy may see. */
  View view(RolloutRecord record, Plan plan, Instant now) {
    Map<String, String> servers = new HashMap<>();
    plan.tenants().forEach(tenant -> servers.put(tenant.tenant(), tenant.server()));
    Windows windows = new Windows(plan, now);
    List<View.WaveView> waves = new ArrayList<>();
    for (var wave : plan.waves()) {
      waves.add(
          new View.WaveView(
              wave.name(),
              wave.canary(),
              wave.tenants().stream().map(id -> view(servers, windows, id)).toList()));
    }
    return new View(
        record.state(),
        plan.request().strategy(),
        waves,
        record.admittedWaves(),
        record.waveEndedAt(),
        now);
  }

  private View.RunView view(Map<String, String> servers, Windows windows, String tenant) {
    return new View.RunView(
        tenant,
        servers.getOrDefault(tenant, ""),
        of(tenant).state(),
        windows.closedFor(tenant).map(Opening::opens).orElse(null));
  }
}
