package eu.dihya.api;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.TenantScope;
import eu.dihya.plan.Plan;
import eu.dihya.plan.PlanRequest;
import eu.dihya.plan.StrategySpec;
import eu.dihya.security.Permission;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plans. */
final class PlanResource {
  private final PlanService plans;
  private final PlanWarnings warnings;
  private final StrategySpec defaults;
  private final Runnable observed;

  /** Whoever plans looks at the tenants anew, which is told to {@code observed}. */
  PlanResource(PlanService plans, PlanWarnings warnings, StrategySpec defaults, Runnable observed) {
    this.plans = plans;
    this.warnings = warnings;
    this.defaults = defaults;
    this.observed = observed;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post("/api/v1/plans", Permission.PLAN, this::make),
        Endpoint.get(
            "/api/v1/plans/{plan}",
            Permission.READ_PLANS,
            call -> Reply.json(view(call.scope(), plans.find(call.scope(), call.path("plan"))))));
  }

  PlanView view(TenantScope scope, Plan plan) {
    return PlanView.of(plan, warnings.of(plan), warnings.notices(scope));
  }

  private Reply make(Call call) {
    PlanBody body = call.body(PlanBody.class);
    String select = Optional.ofNullable(body.select()).orElse("");
    StrategySpec strategy = strategy(body.strategy());
    PlanRequest request =
        body.reverts() == null
            ? new PlanRequest(
                select,
                Optional.ofNullable(body.to()).orElse(PlanRequest.LATEST),
                body.allowOutOfOrder(),
                strategy)
            : reverting(body, body.reverts(), select, strategy);
    Plan plan = plans.plan(request, Optional.ofNullable(body.expect()), call.actor());
    observed.run();
    return Reply.json(201, view(call.scope(), plan));
  }

  private static PlanRequest reverting(
      PlanBody body, String rollout, String select, StrategySpec strategy) {
    if (body.to() != null || body.allowOutOfOrder()) {
      throw new DihyaException(
          ErrorCode.USAGE,
          "a plan that reverts a rollout undoes what that applied; leave out 'to' and"
              + " 'allowOutOfOrder'");
    }
    return PlanRequest.reverting(rollout, select, strategy);
  }

  private StrategySpec strategy(@Nullable StrategyBody body) {
    try {
      return body == null ? defaults : body.spec(defaults);
    } catch (IllegalArgumentException e) {
      throw new DihyaException(ErrorCode.USAGE, "field 'strategy' is wrong: " + e.getMessage(), e);
    }
  }

  record PlanBody(
      @Nullable String select,
      @Nullable String to,
      boolean allowOutOfOrder,
      @Nullable StrategyBody strategy,
      @Nullable String reverts,
      @Nullable Integer expect) {}
}
