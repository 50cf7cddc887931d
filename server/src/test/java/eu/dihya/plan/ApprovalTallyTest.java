package eu.dihya.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.Json;
import eu.dihya.plan.Approval.Word;
import eu.dihya.security.Account;
import eu.dihya.security.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApprovalTallyTest {
  private static final RequiredApprovals BOTH =
      RequiredApprovals.of(Map.of("approver", 2, "security", 1));

  private final Map<String, Account> accounts = new HashMap<>();
  private final List<Approval> said = new ArrayList<>();

  private void person(String id, Role role, String... tenants) {
    accounts.put(id, new Account(id, id, role, List.of(tenants), false, Fleet.NOW, null));
  }

  private void says(String person, Role role, Word word) {
    said.add(new Approval("d", "P-0001", person, person, role, word, Fleet.NOW, ""));
  }

  private void approves(String person, Role role) {
    person(person, role);
    says(person, role, Word.APPROVED);
  }

  private ApprovalTally tally(RequiredApprovals required) {
    return ApprovalTally.of(required, "author", said, id -> Optional.ofNullable(accounts.get(id)));
  }

  private String objection() {
    return tally(BOTH).standing().getFirst().objection().orElse("");
  }

  @Test
  void whatEachRoleOwesIsCountedForItself() {
    assertThat(tally(BOTH).missing()).hasToString("2 approver, 1 security");
    approves("amina", Role.APPROVER);
    approves("bilal", Role.APPROVER);
    approves("chloe", Role.APPROVER);
    assertThat(tally(BOTH).missing()).hasToString("1 security");
    assertThat(tally(BOTH).complete()).isFalse();
    approves("david", Role.SECURITY);
    assertThat(tally(BOTH).complete()).isTrue();
    assertThat(tally(BOTH).approvers()).containsExactly("amina", "bilal", "chloe", "david");
  }

  @Test
  void onePersonCountsOnceAndTheirLastWordCounts() {
    approves("amina", Role.APPROVER);
    approves("amina", Role.APPROVER);
    assertThat(tally(BOTH).missing()).hasToString("1 approver, 1 security");
    says("amina", Role.APPROVER, Word.WITHDRAWN);
    assertThat(tally(BOTH).standing()).isEmpty();
    assertThat(tally(BOTH).of("amina")).isEmpty();
    says("amina", Role.APPROVER, Word.APPROVED);
    assertThat(tally(BOTH).missing()).hasToString("1 approver, 1 security");
  }

  @Test
  void theAuthorDoesNotCount() {
    approves("author", Role.APPROVER);
    assertThat(objection()).contains("plan of their own");
    assertThat(tally(BOTH).missing()).isEqualTo(BOTH);
  }

  @Test
  void whoHasLostAccountOrRoleDoesNotCountAnyMore() {
    approves("amina", Role.APPROVER);
    assertThat(objection()).isEmpty();
    person("amina", Role.PLATFORM_ADMIN);
    assertThat(objection()).isEmpty();
    person("amina", Role.SECURITY);
    assertThat(objection()).contains("security", "approver");
    person("amina", Role.APPROVER, "acme");
    assertThat(objection()).isNotEmpty();
    accounts.put("amina", new Account("a", "a", Role.APPROVER, List.of(), true, Fleet.NOW, null));
    assertThat(objection()).contains("suspended");
    accounts.clear();
    assertThat(objection()).contains("no account");
    assertThat(tally(BOTH).missing()).isEqualTo(BOTH);
    assertThat(tally(RequiredApprovals.NONE).binds()).isFalse();
  }

  @Test
  void anApprovalThatNobodyAskedForBindsToo() {
    assertThat(tally(RequiredApprovals.NONE).binds()).isFalse();
    assertThat(tally(BOTH).binds()).isTrue();
    approves("amina", Role.APPROVER);
    assertThat(tally(RequiredApprovals.NONE).binds()).isTrue();
    assertThat(tally(RequiredApprovals.NONE).complete()).isTrue();
  }

  @Test
  void theLargerOfTwoNumbersIsAsked() {
    RequiredApprovals one = RequiredApprovals.of(Map.of("approver", 1, "platform-admin", 2));
    assertThat(one.atLeast(BOTH)).hasToString("2 platform-admin, 2 approver, 1 security");
    assertThat(one.atLeast(RequiredApprovals.NONE)).isEqualTo(one);
    assertThat(Json.read(Json.write(BOTH), RequiredApprovals.class)).isEqualTo(BOTH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"operator=1", "aprover=1", "approver=0", "approver=21", "auditor=1"})
  void nobodyIsAskedWhoCannotApprove(String text) {
    String[] parts = text.split("=");
    assertThatThrownBy(() -> RequiredApprovals.of(Map.of(parts[0], Integer.valueOf(parts[1]))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("approv");
  }
}
