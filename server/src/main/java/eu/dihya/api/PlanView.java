package eu.dihya.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import eu.dihya.plan.Excluded;
import eu.dihya.plan.Gates;
import eu.dihya.plan.Plan;
import eu.dihya.plan.StartAt;
import eu.dihya.plan.Wave;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plan as the API shows it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PlanView(
    String id,
    String digest,
    Instant createdAt,
    String createdBy,
    String select,
    String to,
    boolean allowOutOfOrder,
    @Nullable String reverts,
    String direction,
    ReleaseView release,
    StrategyBody strategy,
    Gates gates,
    @Nullable StartAt startAt,
    List<Wave> waves,
    List<TenantPlanView> tenants,
    List<Excluded> excluded,
    List<String> upToDate,
    List<FindingView> warnings,
    List<ScriptView> scripts,
    Totals totals,
    ApprovalsView approvals,
    Map<String, RolloutView.ActionView> actions) {
  record ReleaseView(String digest, List<String> migrations) {}

  record TenantPlanView(
      String tenant,
      String engine,
      int wave,
      String from,
      String backup,
      List<StepView> steps,
      List<String> notices) {}

  record StepView(String migration, String direction, String file, boolean atomic) {}

  record Totals(int tenants, int migrations) {}

  /**
   * @param notices what an operator should know of account and settings, by tenant
   */
  static PlanView of(
      Plan plan,
      List<FindingView> warnings,
      Map<String, List<String>> notices,
      ApprovalsView.Seen approvals) {
    return new PlanView(
        plan.id(),
        plan.digest(),
        plan.createdAt(),
        plan.createdBy(),
        plan.request().select(),
        plan.request().to(),
        plan.request().allowOutOfOrder(),
        plan.request().reverts(),
        plan.direction().code(),
        new ReleaseView(plan.release(), plan.migrations()),
        StrategyBody.of(plan.request().strategy()),
        plan.request().gates(),
        plan.request().startAt(),
        plan.waves(),
        plan.tenants().stream()
            .map(
                tenant ->
                    new TenantPlanView(
                        tenant.tenant(),
                        tenant.engine().code(),
                        tenant.wave(),
                        tenant.from(),
                        tenant.backup().name().toLowerCase(java.util.Locale.ROOT),
                        tenant.steps().stream()
                            .map(
                                step ->
                                    new StepView(
                                        step.migration(),
                                        step.direction().code(),
                                        step.file(),
                                        step.atomic()))
                            .toList(),
                        notices.getOrDefault(tenant.tenant(), List.of())))
            .toList(),
        plan.excluded(),
        plan.upToDate(),
        warnings,
        plan.scripts().stream().map(ScriptView::of).toList(),
        new Totals(plan.tenants().size(), plan.steps()),
        approvals.view(),
        approvals.actions());
  }
}
