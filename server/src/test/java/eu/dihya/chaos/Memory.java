package eu.dihya.chaos;

import eu.dihya.plan.Observation;
import eu.dihya.plan.ObservationStore;
import eu.dihya.tenants.Tenant;
import eu.dihya.tenants.TenantStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What a control store would hold, for as long as a worker lives. */
final class Memory {
  private Memory() {}

  /** A registry of one. */
  record OneTenant(Tenant tenant) implements TenantStore {
    @Override
    public List<Tenant> all() {
      return List.of(tenant);
    }

    @Override
    public Optional<Tenant> find(String id) {
      return all().stream().filter(each -> each.id().equals(id)).findFirst();
    }

    @Override
    public void save(List<Tenant> tenants) {
      throw new UnsupportedOperationException("read only");
    }
  }

  /** What was seen. */
  record Observations(Map<String, Observation> seen) implements ObservationStore {
    Observations() {
      this(new ConcurrentHashMap<>());
    }

    @Override
    public void save(Map<String, Observation> observations) {
      seen.putAll(observations);
    }

    @Override
    public Map<String, Observation> all() {
      return Map.copyOf(seen);
    }
  }
}
