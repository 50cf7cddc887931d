package eu.dihya.store;

import eu.dihya.base.Json;
import eu.dihya.tenants.Tenant;
import eu.dihya.tenants.TenantStore;
import java.util.List;
import java.util.Optional;

/** The registry as a table. */
public final class JdbiTenantStore implements TenantStore {
  private final ControlStore store;

  public JdbiTenantStore(ControlStore store) {
    this.store = store;
  }

  @Override
  public List<Tenant> all() {
    return store.call(
        handle ->
            handle.createQuery("SELECT body FROM tenant ORDER BY id").mapTo(String.class).map(JdbiTenantStore::tenant).list());
  }

  @Override
  public Optional<Tenant> find(String id) {
    return store.call(
        handle ->
            handle
                .createQuery("SELECT body FROM tenant WHERE id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .map(JdbiTenantStore::tenant));
  }

  @Override
  public void save(List<Tenant> tenants) {
    store.run(
        handle -> {
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
        });
  }

  private static Tenant tenant(String body) {
    return Json.read(body, Tenant.class);
  }
}
