package eu.dihya.api;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.plan.Plan;
import eu.dihya.security.Permission;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people say of plans. */
final class ApprovalResource {
  private static final int LONGEST_COMMENT = 2_000;

  private final PlanService plans;
  private final PlanResource views;
  private final Approvals approvals;
  private final Starts starts;

  ApprovalResource(PlanService plans, PlanResource views, Approvals approvals, Starts starts) {
    this.plans = plans;
    this.views = views;
    this.approvals = approvals;
    this.starts = starts;
  }

  List<Endpoint> endpoints() {
    String one = "/api/v1/plans/{plan}";
    return List.of(
        Endpoint.post(
                one + "/approve",
                Permission.APPROVE_PLANS,
                call -> say(call, plan -> approvals.approve(plan, call.actor(), comment(call))))
            .fresh(),
        Endpoint.post(
            one + "/withdraw",
            Permission.APPROVE_PLANS,
            call -> say(call, plan -> approvals.withdraw(plan, call.actor(), comment(call)))));
  }

  private interface Saying {
    void of(Plan plan);
  }

  private Reply say(Call call, Saying saying) {
    Plan plan = plans.find(call.scope(), call.path("plan"));
    requireMatch(call, plan);
    saying.of(plan);
    starts.said(plan, call.actor());
    return views.reply(200, call, plan);
  }

  /** Who names a digest has looked at that plan and at no other. */
  private static void requireMatch(Call call, Plan plan) {
    boolean other =
        call.header("if-match")
            .filter(
                tags ->
                    Arrays.stream(tags.split(","))
                        .map(String::strip)
                        .noneMatch(
                            tag -> tag.equals("*") || tag.equals("\"" + plan.digest() + "\"")))
            .isPresent();
    if (other) {
      throw new DihyaException(
          ErrorCode.CONFLICT,
          "plan "
              + plan.id()
              + " has digest "
              + plan.digest()
              + ", not the one that was looked at; look at it again");
    }
  }

  private static String comment(Call call) {
    String comment = Optional.ofNullable(call.body(Said.class).comment()).orElse("").strip();
    if (comment.length() > LONGEST_COMMENT) {
      throw new DihyaException(
          ErrorCode.USAGE, "a comment has at most " + LONGEST_COMMENT + " characters");
    }
    return comment;
  }

  record Said(@Nullable String comment) {}
}
