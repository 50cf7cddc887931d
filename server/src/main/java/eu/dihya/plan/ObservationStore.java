package eu.dihya.plan;

import eu.dihya.base.TenantScope;
import java.util.Map;
import java.util.Optional;

/** What was last seen of each tenant's target. Thread-safe. */
public interface ObservationStore {
  /** Keeps what was seen, by tenant id: all of it or, when it fails, nothing. */
  void save(Map<String, Observation> seen);

  default void save(String tenant, Observation observation) {
    save(Map.of(tenant, observation));
  }

  /**
   * The last observation of each tenant of a scope, by its id; tenants that were never observed are
   * absent.
   */
  Map<String, Observation> all(TenantScope scope);

  /** The last observation of one tenant; empty also when it is outside of the scope. */
  Optional<Observation> find(TenantScope scope, String tenant);
}
