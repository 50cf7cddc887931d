package eu.dihya.change.gates;

import static eu.dihya.base.TenantScope.everything;

import eu.dihya.plan.Plan;
import eu.dihya.plan.TenantPlan;
import eu.dihya.rollout.Aftermath;
import eu.dihya.rollout.GateResult;
import eu.dihya.rollout.RolloutRecord;
import eu.dihya.rollout.RolloutState;
import eu.dihya.rollout.RolloutStore;
import eu.dihya.rollout.SignOff;
import eu.dihya.tenants.Tenant;
import eu.dihya.tenants.TenantStore;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a rollout of the same release has succeeded on tenants of an environment. */
record ProvenCheck(RolloutStore rollouts, TenantStore tenants) {
  GateResult check(Plan plan, String environment) {
    String gate = "provenIn " + environment;
    Set<String> members =
        tenants.all(everything()).stream()
            .filter(tenant -> tenant.environment().equals(environment))
            .map(Tenant::id)
            .collect(Collectors.toSet());
    if (members.isEmpty()) {
      return GateResult.failed(gate, "no tenant is in that environment");
    }
    return rollouts.all(everything()).stream()
        .filter(rollout -> rollout.state() instanceof RolloutState.Succeeded)
        .filter(rollout -> stands(rollout.aftermath()))
        .filter(rollout -> proves(rollout, plan, members))
        .findFirst()
        .map(rollout -> GateResult.passed(gate, rollout.id() + " of the same release succeeded"))
        .orElseGet(() -> GateResult.failed(gate, "no rollout of this release has succeeded there"));
  }

  /** What was undone, or found wanting by a person, proves nothing. */
  private static boolean stands(Aftermath aftermath) {
    SignOff signOff = aftermath.signOff();
    return aftermath.revertedBy() == null
        && (signOff == null || signOff.verdict() == SignOff.Verdict.OK);
  }

  private boolean proves(RolloutRecord rollout, Plan wanted, Set<String> members) {
    Optional<Plan> earlier = rollouts.plan(everything(), rollout.planId());
    return earlier
        .filter(plan -> plan.release().equals(wanted.release()))
        .filter(plan -> plan.direction() == wanted.direction())
        .filter(plan -> plan.tenants().stream().map(TenantPlan::tenant).anyMatch(members::contains))
        .isPresent();
  }
}
