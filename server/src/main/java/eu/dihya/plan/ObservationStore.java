package eu.dihya.plan;

import java.util.Map;

/** What was last seen of each tenant's target. Thread-safe. */
public interface ObservationStore {
  void save(String tenant, Observation observation);

  /** The last observation by tenant id; tenants that were never observed are absent. */
  Map<String, Observation> all();
}
