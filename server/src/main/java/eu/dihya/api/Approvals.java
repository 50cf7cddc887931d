package eu.dihya.api;

import eu.dihya.audit.AuditEntry;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.TenantScope;
import eu.dihya.plan.Approval;
import eu.dihya.plan.ApprovalStore;
import eu.dihya.plan.ApprovalTally;
import eu.dihya.plan.Plan;
import eu.dihya.plan.RequiredApprovals;
import eu.dihya.security.Account;
import eu.dihya.security.Permission;
import eu.dihya.security.PersonBehind;
import eu.dihya.security.Principal;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who has approved which plan, who may, and what is missing. Thread-safe. */
final class Approvals {
  private final ApprovalStore store;
  private final PersonBehind people;
  private final RequiredApprovals configured;
  private final Clock clock;

  /**
   * @param configured what every plan asks for at least
   */
  Approvals(ApprovalStore store, PersonBehind people, RequiredApprovals configured, Clock clock) {
    this.store = store;
    this.people = people;
    this.configured = configured;
    this.clock = clock;
  }

  /**
   * What a new plan asks for.
   *
   * @throws DihyaException USAGE when it would ask for less than is configured, or for what cannot
   *     be
   */
  RequiredApprovals required(@Nullable Map<String, Integer> wanted) {
    if (wanted == null) {
      return configured;
    }
    try {
      RequiredApprovals asked = RequiredApprovals.of(wanted);
      if (!asked.atLeast(configured).equals(asked)) {
        throw new IllegalArgumentException(
            "rollout.approvals asks for " + configured + ", and no plan for less");
      }
      return asked;
    } catch (IllegalArgumentException e) {
      throw new DihyaException(ErrorCode.USAGE, "field 'approvals': " + e.getMessage(), e);
    }
  }

  /** What counts now. What is configured now holds for plans of earlier days too. */
  ApprovalTally tally(TenantScope scope, Plan plan) {
    return ApprovalTally.of(
        plan.request().approvals().atLeast(configured),
        people.id(plan.createdBy()),
        store.of(scope, plan.digest()),
        people::account);
  }

  ApprovalsView.Seen view(Principal principal, Plan plan) {
    ApprovalTally tally = tally(principal.scope(), plan);
    Map<String, RolloutView.ActionView> actions = new LinkedHashMap<>();
    actions.put("approve", action(noApproval(principal, plan, tally)));
    actions.put("withdraw", action(noWithdrawal(principal, tally)));
    actions.put("sweep", action(noSweep(principal)));
    return new ApprovalsView.Seen(
        new ApprovalsView(
            tally.required(),
            tally.missing(),
            tally.complete(),
            tally.standing().stream().map(this::view).toList()),
        actions);
  }

  /**
   * Keeps an approval.
   *
   * @throws DihyaException NOT_ALLOWED when the caller may not approve this plan; CONFLICT when
   *     they have, or there is nothing to approve
   */
  void approve(Plan plan, AuditEntry.Actor by, String comment) {
    Principal principal = by.principal();
    noApproval(principal, plan, tally(principal.scope(), plan)).ifPresent(Approvals::refuse);
    say(plan, Approval.Word.APPROVED, by, comment);
  }

  /**
   * Takes an approval back.
   *
   * @throws DihyaException CONFLICT when the caller has given none
   */
  void withdraw(Plan plan, AuditEntry.Actor by, String comment) {
    Principal principal = by.principal();
    noWithdrawal(principal, tally(principal.scope(), plan)).ifPresent(Approvals::refuse);
    say(plan, Approval.Word.WITHDRAWN, by, comment);
  }

  private void say(Plan plan, Approval.Word word, AuditEntry.Actor by, String comment) {
    Principal principal = by.principal();
    String person = people.id(principal.id());
    Approval said =
        new Approval(
            plan.digest(),
            plan.id(),
            person,
            principal.id(),
            principal.role(),
            word,
            clock.instant(),
            comment);
    String action = word == Approval.Word.APPROVED ? "plan.approve" : "plan.withdraw";
    store.append(
        said,
        AuditEntry.of(said.at(), "local", by, action, plan.id(), comment)
            .changing(plan.digest(), plan.digest()));
  }

  private record Refusal(ErrorCode code, String because) {}

  private static void refuse(Refusal refusal) {
    throw new DihyaException(refusal.code(), refusal.because());
  }

  private Optional<Refusal> noApproval(Principal principal, Plan plan, ApprovalTally tally) {
    String person = people.id(principal.id());
    Optional<Account> account = people.account(person);
    RequiredApprovals asked = tally.required();
    if (!principal.may(Permission.APPROVE_PLANS)) {
      return notAllowed("the role " + principal.role().code() + " approves no plans");
    }
    if (account.isEmpty()) {
      return notAllowed(
          "only a person approves: sign in with an account of your own, or use a token that you"
              + " made with it");
    }
    if (person.equals(people.id(plan.createdBy()))) {
      return notAllowed(
          "you made this plan, or a token of yours did; somebody else has to approve it");
    }
    Optional<String> objection = ApprovalTally.objection(principal.role(), account);
    if (objection.isPresent()) {
      return notAllowed(objection.get());
    }
    if (!asked.isEmpty() && !asked.perRole().containsKey(principal.role())) {
      return notAllowed("your role is " + principal.role().code() + "; asked are " + asked);
    }
    if (plan.tenants().isEmpty()) {
      return conflict("plan " + plan.id() + " has nothing to do");
    }
    return tally.of(person).isPresent()
        ? conflict("you have approved this plan already")
        : Optional.empty();
  }

  private Optional<Refusal> noWithdrawal(Principal principal, ApprovalTally tally) {
    return tally.of(people.id(principal.id())).isPresent()
        ? Optional.empty()
        : conflict("you have not approved this plan");
  }

  private static Optional<Refusal> noSweep(Principal principal) {
    return principal.may(Permission.TRY_MIGRATIONS)
        ? Optional.empty()
        : notAllowed("the role " + principal.role().code() + " looks for no rows");
  }

  private static Optional<Refusal> notAllowed(String because) {
    return Optional.of(new Refusal(ErrorCode.NOT_ALLOWED, because));
  }

  private static Optional<Refusal> conflict(String because) {
    return Optional.of(new Refusal(ErrorCode.CONFLICT, because));
  }

  private static RolloutView.ActionView action(Optional<Refusal> refusal) {
    return new RolloutView.ActionView(
        refusal.isEmpty(), refusal.map(Refusal::because).orElse(null));
  }

  private ApprovalsView.ApprovalView view(ApprovalTally.Standing standing) {
    Approval approval = standing.approval();
    return new ApprovalsView.ApprovalView(
        approval.person(),
        people.account(approval.person()).map(Account::name).orElse(approval.person()),
        approval.role().code(),
        approval.at(),
        approval.comment(),
        standing.objection().isEmpty(),
        standing.objection().orElse(null));
  }
}
