package eu.dihya.api;

import eu.dihya.plan.Plan;
import eu.dihya.plan.PlanRequest;
import eu.dihya.plan.StrategySpec;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plans. */
final class PlanResource {
  private final PlanService plans;
  private final PlanWarnings warnings;
  private final StrategySpec defaults;

  PlanResource(PlanService plans, PlanWarnings warnings, StrategySpec defaults) {
    this.plans = plans;
    this.warnings = warnings;
    this.defaults = defaults;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post("/api/v1/plans", this::make),
        Endpoint.get("/api/v1/plans/{plan}", call -> Reply.json(view(plans.find(call.path("plan"))))));
  }

  PlanView view(Plan plan) {
    return PlanView.of(plan, warnings.of(plan));
  }

  private Reply make(Call call) {
    PlanBody body = call.body(PlanBody.class);
    PlanRequest request =
        new PlanRequest(
            Optional.ofNullable(body.select()).orElse(""),
            Optional.ofNullable(body.to()).orElse(PlanRequest.LATEST),
            body.allowOutOfOrder(),
            body.strategy() == null ? defaults : body.strategy().spec(defaults));
    return Reply.json(201, view(plans.plan(request, call.actor())));
  }

  record PlanBody(
      @Nullable String select, @Nullable String to, boolean allowOutOfOrder, @Nullable StrategyBody strategy) {}
}
