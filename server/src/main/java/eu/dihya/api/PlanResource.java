package eu.dihya.api;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.plan.Gates;
import eu.dihya.plan.Plan;
import eu.dihya.plan.PlanRequest;
import eu.dihya.plan.StartAt;
import eu.dihya.plan.StrategySpec;
import eu.dihya.security.Permission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plans. */
final class PlanResource {
  private final PlanService plans;
  private final PlanWarnings warnings;
  private final Approvals approvals;
  private final StrategySpec defaults;
  private final Runnable observed;

  /** Whoever plans looks at the tenants anew, which is told to {@code observed}. */
  PlanResource(
      PlanService plans,
      PlanWarnings warnings,
      Approvals approvals,
      StrategySpec defaults,
      Runnable observed) {
    this.plans = plans;
    this.warnings = warnings;
    this.approvals = approvals;
    this.defaults = defaults;
    this.observed = observed;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post("/api/v1/plans", Permission.PLAN, this::make),
        Endpoint.get(
            "/api/v1/plans/{plan}",
            Permission.READ_PLANS,
            call -> reply(200, call, plans.find(call.scope(), call.path("plan")))));
  }

  /** The plan as its caller sees it; what it would do is named by the ETag. */
  Reply reply(int status, Call call, Plan plan) {
    return Reply.json(
            status,
            PlanView.of(
                plan,
                warnings.of(plan),
                warnings.notices(call.scope()),
                approvals.view(call.principal(), plan)))
        .with("ETag", "\"" + plan.digest() + "\"");
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
    PlanRequest whole =
        request.on(
            approvals.required(body.approvals()),
            Optional.ofNullable(body.gates()).orElse(Gates.NONE),
            body.startAt());
    Plan plan = plans.plan(whole, Optional.ofNullable(body.expect()), call.actor());
    observed.run();
    return reply(201, call, plan);
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
      @Nullable Map<String, Integer> approvals,
      @Nullable Gates gates,
      @Nullable StartAt startAt,
      @Nullable String reverts,
      @Nullable Integer expect) {}
}
