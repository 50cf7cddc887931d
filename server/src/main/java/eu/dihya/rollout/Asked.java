package eu.dihya.rollout;

import eu.dihya.base.DihyaException;
import eu.dihya.plan.Plan;
import java.util.List;

/** What a person asks of a rollout: a pure function from how it stands to what that changes. */
interface Asked {
  /**
   * @throws DihyaException CONFLICT when it is not possible now
   */
  Change of(Standing standing);

  /**
   * What changes together.
   *
   * @param rollout with its new fields, in the state that it had
   * @param plan that is carried out from now on
   */
  record Change(RolloutRecord rollout, RolloutEvent event, List<RunRecord> runs, Plan plan) {
    static Change of(Standing standing, RolloutEvent event, List<RunRecord> runs) {
      return new Change(standing.rollout(), event, runs, standing.plan());
    }
  }
}
