package eu.dihya.store;

import eu.dihya.audit.AuditEntry;
import eu.dihya.base.Json;
import eu.dihya.base.TenantScope;
import eu.dihya.plan.Approval;
import eu.dihya.plan.ApprovalStore;
import java.util.List;

/** What people said of plans as a table; nothing in it is ever changed or removed. */
public final class JdbiApprovalStore implements ApprovalStore {
  private final ControlStore store;

  public JdbiApprovalStore(ControlStore store) {
    this.store = store;
  }

  @Override
  public void append(Approval word, AuditEntry entry) {
    store.run(
        handle -> {
          handle.execute(
              "INSERT INTO plan_approval (digest, body) VALUES (?, ?)",
              word.digest(),
              Json.write(word));
          JdbiAuditLog.append(handle, entry);
        });
  }

  @Override
  public List<Approval> of(TenantScope scope, String digest) {
    return !scope.whole()
        ? List.of()
        : store.call(
            handle ->
                handle
                    .createQuery(
                        "SELECT body FROM plan_approval WHERE digest = :digest ORDER BY number")
                    .bind("digest", digest)
                    .mapTo(String.class)
                    .map(body -> Json.read(body, Approval.class))
                    .list());
  }
}
