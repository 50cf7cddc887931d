package eu.dihya.plan;

import eu.dihya.security.Account;
import eu.dihya.security.Role;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which approvals of a plan count at this moment, and what is missing. Pure.
 *
 * @param standing those that were not taken back, one of each person, with why one does not count
 */
public record ApprovalTally(
    RequiredApprovals required, List<Standing> standing, RequiredApprovals missing) {
  public ApprovalTally {
    standing = List.copyOf(standing);
  }

  /** An approval that was not taken back; {@code objection} says why it does not count. */
  public record Standing(Approval approval, Optional<String> objection) {}

  /**
   * Counts.
   *
   * @param author id of the person who made the plan, as far as it is known
   * @param said what was said of its digest, in order
   * @param accounts people as they are now
   */
  public static ApprovalTally of(
      RequiredApprovals required,
      String author,
      List<Approval> said,
      Function<String, Optional<Account>> accounts) {
    Map<String, Approval> last = new LinkedHashMap<>();
    for (Approval each : said) {
      last.remove(each.person());
      if (each.word() == Approval.Word.APPROVED) {
        last.put(each.person(), each);
      }
    }
    List<Standing> standing = new ArrayList<>();
    Map<Role, Integer> given = new EnumMap<>(Role.class);
    for (Approval each : last.values()) {
      Optional<String> objection =
          each.person().equals(author)
              ? Optional.of("nobody approves a plan of their own")
              : objection(each.role(), accounts.apply(each.person()));
      standing.add(new Standing(each, objection));
      if (objection.isEmpty()) {
        given.merge(each.role(), 1, Integer::sum);
      }
    }
    return new ApprovalTally(required, standing, required.less(given));
  }

  /** Why an approval in this role does not count now; empty when it does. */
  public static Optional<String> objection(Role role, Optional<Account> account) {
    if (account.isEmpty()) {
      return Optional.of("who gave it has no account");
    }
    Account now = account.get();
    if (now.suspended()) {
      return Optional.of("the account is suspended");
    }
    // A platform administrator has lost nothing that they had before.
    boolean kept = now.role() == role || now.role() == Role.PLATFORM_ADMIN;
    if (!kept || !now.scope().whole()) {
      return Optional.of(
          "the role of the account is %s, and the approval is one of %s"
              .formatted(now.role().code(), role.code()));
    }
    return Optional.empty();
  }

  /** The approval of a person that was not taken back. */
  public Optional<Approval> of(String person) {
    return standing.stream()
        .map(Standing::approval)
        .filter(each -> each.person().equals(person))
        .findFirst();
  }

  /** The people whose approvals count. */
  public List<String> approvers() {
    return standing.stream()
        .filter(each -> each.objection().isEmpty())
        .map(each -> each.approval().person())
        .toList();
  }

  public boolean complete() {
    return missing.isEmpty();
  }

  /** Whether somebody has asked for, or given, an approval: then targets are looked at again. */
  public boolean binds() {
    return !required.isEmpty() || !approvers().isEmpty();
  }
}
