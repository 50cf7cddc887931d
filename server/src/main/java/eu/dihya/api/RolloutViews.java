package eu.dihya.api;

import eu.dihya.archive.Cid;
import eu.dihya.archive.EvidenceArchive;
import eu.dihya.base.TenantScope;
import eu.dihya.rollout.RolloutRecord;
import eu.dihya.rollout.Rollouts;
import eu.dihya.rollout.RunRecord;
import eu.dihya.tenants.TenantStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes views of rollouts as they stand now. */
final class RolloutViews {
  private final Rollouts rollouts;
  private final PlanService plans;
  private final TenantStore tenants;
  private final EvidenceArchive archive;

  RolloutViews(Rollouts rollouts, PlanService plans, TenantStore tenants, EvidenceArchive archive) {
    this.rollouts = rollouts;
    this.plans = plans;
    this.tenants = tenants;
    this.archive = archive;
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
    return RolloutView.of(
        scope,
        seen,
        plans.find(scope, rollout.planId()),
        rollouts.runs(scope, rollout.id()),
        archiveState(seen.reportCid()));
  }

  RunViews.RunView run(TenantScope scope, RunRecord run) {
    return RunViews.view(run, tenants.find(scope, run.tenant()));
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
