package eu.dihya.tenants;

import java.util.List;
import java.util.Optional;

/** The registry in the control store, which is the truth about tenants. Thread-safe. */
public interface TenantStore {
  /** All tenants, ordered by id. */
  List<Tenant> all();

  Optional<Tenant> find(String id);

  /** Adds or replaces, in one transaction. */
  void save(List<Tenant> tenants);
}
