package eu.dihya.api;

import eu.dihya.archive.Cid;
import eu.dihya.archive.EvidenceArchive;
import eu.dihya.base.TenantScope;
import eu.dihya.plan.Plan;
import eu.dihya.rollout.RolloutRecord;
import eu.dihya.rollout.Rollouts;
import eu.dihya.rollout.RunRecord;
import eu.dihya.tenants.TenantStore;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes views of rollouts as they stand now. */
final class RolloutViews {
  private final Rollouts rollouts;
  private final PlanService plans;
  private final TenantStore tenants;
  private final EvidenceArchive archive;
  private final Clock clock;

  RolloutViews(
      Rollouts rollouts,
      PlanService plans,
      TenantStore tenants,
      EvidenceArchive archive,
      Clock clock) {
    this.rollouts = rollouts;
    this.plans = plans;
    this.tenants = tenants;
    this.archive = archive;
    this.clock = clock;
  }

  List<RolloutView> all(TenantScope scope) {
    return rollouts.all(scope).stream().map(rollout -> view(scope, rollout)).toList();
  }

  boolean exists(TenantScope scope, String rollout) {
    return rollouts.exists(scope, rollout);
  }

  RolloutView view(TenantScope scope, String rollout) {
    return view(scope, rollouts.current(scope, rollout));
  }

  RolloutView view(TenantScope scope, RolloutRecord rollout) {
    RolloutRecord seen = rollout.within(scope);
    Plan plan = plans.find(scope, rollout.planId());
    return RolloutView.of(
        scope,
        seen,
        plan,
        rollouts.runs(scope, rollout.id()),
        WindowWaits.of(rollout, plan, clock.instant()),
        archiveState(seen.reportCid()));
  }

  /** The tenants of a rollout that wait for their windows now. */
  WindowWaits waits(TenantScope scope, RolloutRecord rollout) {
    return WindowWaits.of(rollout, plans.find(scope, rollout.planId()), clock.instant());
  }

  /** Some runs of a rollout. */
  List<RunViews.RunView> runs(TenantScope scope, String rollout, List<RunRecord> some) {
    if (some.isEmpty()) {
      return List.of();
    }
    WindowWaits waits = waits(scope, rollouts.current(scope, rollout));
    return some.stream()
        .map(run -> RunViews.view(run, tenants.find(scope, run.tenant()), waits.because(run)))
        .toList();
  }

  List<RunRecord> runs(TenantScope scope, String rollout) {
    return rollouts.runs(scope, rollout);
  }

  private @Nullable String archiveState(@Nullable String cid) {
    return cid == null
        ? null
        : archive
            .find(Cid.parse(cid))
            .map(found -> ArchiveResource.state(found.pin()))
            .orElse("missing");
  }
}
