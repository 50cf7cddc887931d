package eu.dihya.store;

import eu.dihya.base.Json;
import eu.dihya.plan.Observation;
import eu.dihya.plan.ObservationStore;
import java.util.Map;
import java.util.stream.Collectors;

/** The last observation of each tenant as a table. */
public final class JdbiObservationStore implements ObservationStore {
  private final ControlStore store;

  public JdbiObservationStore(ControlStore store) {
    this.store = store;
  }

  @Override
  public void save(String tenant, Observation observation) {
    store.run(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO observation (tenant, observed_at, body) VALUES (:tenant, :at, :body)
                    ON CONFLICT (tenant) DO UPDATE SET observed_at = :at, body = :body
                    """)
                .bind("tenant", tenant)
                .bind("at", observation.at().toString())
                .bind("body", Json.write(observation))
                .execute());
  }

  @Override
  public Map<String, Observation> all() {
    return store.call(
        handle ->
            handle
                .createQuery("SELECT tenant, body FROM observation")
                .map((row, context) -> Map.entry(row.getString("tenant"), Json.read(row.getString("body"), Observation.class)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }
}
