package eu.dihya.plan;

import java.util.Map;

/** What was last seen of each tenant's target. Thread-safe. */
public interface ObservationStore {
  /** Keeps what was seen, by tenant id: all of it or, when it fails, nothing. */
  void save(Map<String, Observation> seen);

  default void save(String tenant, Observation observation) {
    save(Map.of(tenant, observation));
  }

  /** The last observation by tenant id; tenants that were never observed are absent. */
  Map<String, Observation> all();
}
