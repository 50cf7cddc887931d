package eu.dihya.api;

import eu.dihya.plan.Opening;
import eu.dihya.plan.Plan;
import eu.dihya.rollout.RolloutRecord;
import eu.dihya.rollout.RolloutState;
import eu.dihya.rollout.RunRecord;
import eu.dihya.rollout.Windows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which tenants of a rollout wait for their maintenance windows. */
record WindowWaits(Windows windows, int admittedWaves) {
  /** Some tenants whose windows open at the same time. */
  record WaitView(Instant opens, String window, int tenants) {}

  static WindowWaits of(RolloutRecord rollout, Plan plan, Instant now) {
    boolean running = rollout.state() instanceof RolloutState.Running;
    return new WindowWaits(new Windows(plan, now), running ? rollout.admittedWaves() : 0);
  }

  /** Why a run waits; empty when it waits for no window. */
  String because(RunRecord run) {
    return windows
        .awaitedBy(run, admittedWaves)
        .map(opening -> "waits for its window: " + opening.words())
        .orElse("");
  }

  /** The next one first. */
  List<WaitView> of(List<RunRecord> runs) {
    Map<Opening, Integer> tenants =
        new TreeMap<>(Comparator.comparing(Opening::opens).thenComparing(Opening::words));
    runs.stream()
        .flatMap(run -> windows.awaitedBy(run, admittedWaves).stream())
        .forEach(opening -> tenants.merge(opening, 1, Integer::sum));
    List<WaitView> waits = new ArrayList<>();
    tenants.forEach(
        (opening, number) -> waits.add(new WaitView(opening.opens(), opening.words(), number)));
    return waits;
  }
}
