package eu.dihya.tenants;

import eu.dihya.base.TenantScope;
import java.util.List;
import java.util.Optional;

/** The registry in the control store, which is the truth about tenants. Thread-safe. */
public interface TenantStore {
  /** The tenants of a scope, ordered by id. */
  List<Tenant> all(TenantScope scope);

  /** Empty when there is no such tenant in the scope. */
  Optional<Tenant> find(TenantScope scope, String id);

  /** Adds or replaces, in one transaction. */
  void save(List<Tenant> tenants);
}
