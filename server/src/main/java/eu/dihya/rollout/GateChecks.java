package eu.dihya.rollout;

import eu.dihya.plan.Plan;
import java.util.List;

/** Looks at the gates of a plan before a wave. Thread-safe; blocks a virtual thread. */
public interface GateChecks {
  /** A result for each gate that there is before this wave. Never throws what it can tell. */
  List<GateResult> check(Round round);

  /**
   * When it is looked.
   *
   * @param wave the next one; the first is 0
   * @param migrated tenants of the wave before that are done
   */
  record Round(Plan plan, int wave, List<String> migrated) {
    public Round {
      migrated = List.copyOf(migrated);
    }
  }
}
