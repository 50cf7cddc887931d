package eu.dihya.api;

import eu.dihya.archive.Cid;
import eu.dihya.archive.EvidenceArchive;
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

  List<RolloutView> all() {
    return rollouts.all().stream().map(this::view).toList();
  }

  RolloutView view(String rollout) {
    return view(rollouts.current(rollout));
  }

  RolloutView view(RolloutRecord rollout) {
    return RolloutView.of(
        rollout,
        plans.find(rollout.planId()),
        rollouts.runs(rollout.id()),
        archiveState(rollout.reportCid()));
  }

  RunViews.RunView run(RunRecord run) {
    return RunViews.view(run, tenants.find(run.tenant()));
  }

  List<RunRecord> runs(String rollout) {
    return rollouts.runs(rollout);
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
