package eu.dihya.api;

import eu.dihya.tenants.Tenant;
import java.util.Map;

/** A tenant as the API shows it; credentials are left out, also as a reference. */
record TenantView(
    String id,
    String name,
    String sector,
    String region,
    String timezone,
    String environment,
    String state,
    String engine,
    String server,
    String address,
    Map<String, String> labels,
    Map<String, String> placeholders) {
  static TenantView of(Tenant tenant) {
    return new TenantView(
        tenant.id(),
        tenant.name(),
        tenant.sector(),
        tenant.region(),
        tenant.timezone(),
        tenant.environment(),
        tenant.state().code(),
        tenant.target().engine().code(),
        tenant.target().server(),
        tenant.target().shownAddress(),
        tenant.labels(),
        tenant.placeholders());
  }
}
