package eu.dihya.store;

import eu.dihya.base.Json;
import eu.dihya.plan.Observation;
import eu.dihya.plan.ObservationStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The last observation of each tenant as a table, and in memory, for the page asks ten times a
 * second.
 */
public final class JdbiObservationStore implements ObservationStore {
  private final ControlStore store;
  private final Map<String, Observation> known;

  public JdbiObservationStore(ControlStore store) {
    this.store = store;
    this.known = new ConcurrentHashMap<>(load());
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
    known.put(tenant, observation);
  }

  @Override
  public Map<String, Observation> all() {
    return Map.copyOf(known);
  }

  private Map<String, Observation> load() {
    return store.call(
        handle ->
            handle
                .createQuery("SELECT tenant, body FROM observation")
                .map(
                    (row, context) ->
                        Map.entry(
                            row.getString("tenant"),
                            Json.read(row.getString("body"), Observation.class)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }
}
