package eu.dihya.store;

import eu.dihya.base.Json;
import eu.dihya.base.TenantScope;
import eu.dihya.plan.Observation;
import eu.dihya.plan.ObservationStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The last observation of each tenant as a table, and in memory, for the page asks ten times a
 * second. Of one that only was found to hold once more, the time is written and not the body.
 */
public final class JdbiObservationStore implements ObservationStore {
  private final ControlStore store;
  private final SharedValues values = new SharedValues();
  private final Map<String, Observation> known;

  public JdbiObservationStore(ControlStore store) {
    this.store = store;
    this.known = new ConcurrentHashMap<>(load());
  }

  /**
   * What somebody else has written meanwhile is not taken for what was known: then a time alone is
   * not written, in the table or in memory.
   */
  @Override
  public void save(Map<String, Observation> seen) {
    if (seen.isEmpty()) {
      return;
    }
    Map<String, Observation> changed = new HashMap<>();
    Map<String, Again> again = new HashMap<>();
    seen.forEach(
        (tenant, observation) -> {
          Observation before = known.get(tenant);
          if (before instanceof Observation.Seen same
              && same.again(observation.at()).equals(observation)) {
            again.put(tenant, new Again(same, same.again(observation.at())));
          } else {
            changed.put(tenant, values.in(observation));
          }
        });
    store.runUntilKnown(
        handle -> {
          write(handle, changed);
          confirm(handle, again);
        });
    known.putAll(changed);
    again.forEach((tenant, each) -> known.replace(tenant, each.before(), each.now()));
  }

  /** What was known, and was found to hold once more. */
  private record Again(Observation.Seen before, Observation.Seen now) {}

  @Override
  public Map<String, Observation> all(TenantScope scope) {
    return scope.of(known);
  }

  @Override
  public Optional<Observation> find(TenantScope scope, String tenant) {
    return Optional.ofNullable(known.get(tenant)).filter(seen -> scope.contains(tenant));
  }

  private static void write(Handle handle, Map<String, Observation> changed) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO observation (tenant, observed_at, body) VALUES (:tenant, :at, :body)
            ON CONFLICT (tenant) DO UPDATE SET observed_at = :at, body = :body
            """);
    changed.forEach(
        (tenant, observation) ->
            batch
                .bind("tenant", tenant)
                .bind("at", observation.at().toString())
                .bind("body", Json.write(observation))
                .add());
    execute(batch);
  }

  private static void confirm(Handle handle, Map<String, Again> again) {
    PreparedBatch batch =
        handle.prepareBatch(
            "UPDATE observation SET observed_at = :at WHERE tenant = :tenant AND observed_at ="
                + " :before");
    again.forEach(
        (tenant, each) ->
            batch
                .bind("tenant", tenant)
                .bind("at", each.now().at().toString())
                .bind("before", each.before().at().toString())
                .add());
    execute(batch);
  }

  private static void execute(PreparedBatch batch) {
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  private Map<String, Observation> load() {
    Map<String, Observation> loaded = new HashMap<>();
    store.run(
        handle ->
            handle
                .createQuery("SELECT tenant, observed_at, body FROM observation")
                .map(
                    (row, context) ->
                        Map.entry(
                            row.getString("tenant"),
                            read(row.getString("body"), row.getString("observed_at"))))
                .forEach(entry -> loaded.put(entry.getKey(), entry.getValue())));
    return loaded;
  }

  private Observation read(String body, String observedAt) {
    Observation stored = values.in(Json.read(body, Observation.class));
    return stored instanceof Observation.Seen seen ? seen.again(Instant.parse(observedAt)) : stored;
  }
}
