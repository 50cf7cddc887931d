package eu.dihya.audit;

import eu.dihya.base.TenantScope;
import java.util.List;

/**
 * The audit of the control store. Entries of rollouts are written by their store, in the
 * transaction of the change. Thread-safe.
 */
public interface AuditLog {
  /** Appends an entry for something that has no change of its own to share a transaction with. */
  void append(AuditEntry entry);

  /**
   * The newest entries first, at most {@code limit}. Entries that are about no single tenant are
   * only in {@link TenantScope#everything()}.
   */
  List<AuditEntry> newest(TenantScope scope, int limit);
}
