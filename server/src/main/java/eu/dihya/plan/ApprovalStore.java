package eu.dihya.plan;

import eu.dihya.audit.AuditEntry;
import eu.dihya.base.TenantScope;
import java.util.List;

/** What people have said of plans; words are only ever added. Thread-safe. */
public interface ApprovalStore {
  /** Adds a word, and its entry to the audit, in one transaction. */
  void append(Approval word, AuditEntry entry);

  /**
   * What was said of plans with this digest, in the order in which it was said. A plan speaks of
   * all its tenants, so a scope that is not the whole has none.
   */
  List<Approval> of(TenantScope scope, String digest);
}
