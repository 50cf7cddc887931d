package eu.dihya.store;

import eu.dihya.audit.AuditEntry;
import eu.dihya.base.Json;
import eu.dihya.base.TenantScope;
import eu.dihya.tenants.Tenant;
import eu.dihya.tenants.TenantStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * The registry as a table, and in memory, for the page asks ten times a second. Saving is done by
 * one at a time, so that the two end with the same.
 */
public final class JdbiTenantStore implements TenantStore {
  private final ControlStore store;
  private final ConcurrentSkipListMap<String, Tenant> known = new ConcurrentSkipListMap<>();
  private final Lock saving = new ReentrantLock();

  public JdbiTenantStore(ControlStore store) {
    this.store = store;
    load().forEach(tenant -> known.put(tenant.id(), tenant));
  }

  @Override
  public List<Tenant> all(TenantScope scope) {
    return scope.of(known.values(), Tenant::id);
  }

  @Override
  public Optional<Tenant> find(TenantScope scope, String id) {
    return Optional.ofNullable(known.get(id)).filter(tenant -> scope.contains(id));
  }

  @Override
  public void save(List<Tenant> tenants) {
    save(tenants, handle -> {});
  }

  /** Adds or replaces, and writes the entry to the audit, in one transaction. */
  public void save(List<Tenant> tenants, AuditEntry entry) {
    save(tenants, handle -> JdbiAuditLog.append(handle, entry));
  }

  private void save(List<Tenant> tenants, Consumer<Handle> with) {
    saving.lock();
    try {
      store.runUntilKnown(
          handle -> {
            write(handle, tenants);
            with.accept(handle);
          });
      tenants.forEach(tenant -> known.put(tenant.id(), tenant));
    } finally {
      saving.unlock();
    }
  }

  private static void write(Handle handle, List<Tenant> tenants) {
    for (Tenant tenant : tenants) {
      handle
          .createUpdate(
              """
              INSERT INTO tenant (id, state, sector, region, body) VALUES (:id, :state, :sector, :region, :body)
              ON CONFLICT (id) DO UPDATE SET state = :state, sector = :sector, region = :region, body = :body
              """)
          .bind("id", tenant.id())
          .bind("state", tenant.state().code())
          .bind("sector", tenant.sector())
          .bind("region", tenant.region())
          .bind("body", Json.write(tenant))
          .execute();
    }
  }

  private List<Tenant> load() {
    return store.call(
        handle ->
            handle
                .createQuery("SELECT body FROM tenant")
                .mapTo(String.class)
                .map(body -> Json.read(body, Tenant.class))
                .list());
  }
}
