package eu.dihya.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import eu.dihya.plan.RequiredApprovals;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which approvals a plan wants, which it has, and which count. */
record ApprovalsView(
    RequiredApprovals required,
    RequiredApprovals missing,
    boolean complete,
    List<ApprovalView> given) {

  /**
   * One that was not taken back.
   *
   * @param name of the account as it is now
   * @param because why it does not count
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ApprovalView(
      String person,
      String name,
      String role,
      Instant at,
      String comment,
      boolean counts,
      @Nullable String because) {}

  /** The same, with what somebody may do about it. */
  record Seen(ApprovalsView view, Map<String, RolloutView.ActionView> actions) {}
}
