package eu.dihya.store;

import static eu.dihya.base.TenantScope.everything;
import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.base.TenantScope;
import eu.dihya.plan.Approval;
import eu.dihya.plan.Approval.Word;
import eu.dihya.security.Role;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApprovalStoreTest {
  @TempDir Path directory;

  private static Approval said(String digest, String person, Word word) {
    return new Approval(
        digest, "P-0001", person, "token-1", Role.APPROVER, word, Samples.NOON, "lu et relu");
  }

  @Test
  void whatWasSaidStaysInItsOrderByDigestWithItsAudit() {
    Approval approved = said("d1", "p-1", Word.APPROVED);
    Approval withdrawn = said("d1", "p-1", Word.WITHDRAWN);
    try (ControlStore control = ControlStore.open(directory.resolve("control.db"))) {
      JdbiApprovalStore store = new JdbiApprovalStore(control);
      store.append(approved, Samples.entry("plan.approve"));
      store.append(said("d2", "p-2", Word.APPROVED), Samples.entry("plan.approve"));
      store.append(withdrawn, Samples.entry("plan.withdraw"));
    }
    try (ControlStore control = ControlStore.open(directory.resolve("control.db"))) {
      JdbiApprovalStore store = new JdbiApprovalStore(control);
      assertThat(store.of(everything(), "d1")).containsExactly(approved, withdrawn);
      assertThat(store.of(everything(), "d3")).isEmpty();
      assertThat(store.of(TenantScope.only(List.of("a")), "d1")).isEmpty();
      assertThat(new JdbiAuditLog(control).newest(everything(), 9))
          .extracting("action")
          .containsExactly("plan.withdraw", "plan.approve", "plan.approve");
    }
  }
}
