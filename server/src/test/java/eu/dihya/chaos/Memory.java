package eu.dihya.chaos;

import eu.dihya.base.TenantScope;
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
    public List<Tenant> all(TenantScope scope) {
      return scope.of(List.of(tenant), Tenant::id);
    }

    @Override
    public Optional<Tenant> find(TenantScope scope, String id) {
      return all(scope).stream().filter(each -> each.id().equals(id)).findFirst();
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
    public Map<String, Observation> all(TenantScope scope) {
      return scope.of(seen);
    }

    @Override
    public Optional<Observation> find(TenantScope scope, String tenant) {
      return Optional.ofNullable(all(scope).get(tenant));
    }
  }
}
