package eu.dihya.api;

import eu.dihya.audit.AuditEntry;
import eu.dihya.tenants.Tenant;
import java.util.List;

/** Changes the registry. */
public interface TenantRegistrar {
  /** Adds or replaces tenants and writes the entry to the audit, both in one transaction. */
  void save(List<Tenant> tenants, AuditEntry entry);
}
