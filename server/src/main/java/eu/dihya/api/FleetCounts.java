package eu.dihya.api;

import java.util.Collection;

/** How many tenants stand how. */
record FleetCounts(
    int total,
    int current,
    int behind,
    int drifted,
    int unreachable,
    int suspended,
    int notObserved) {
  static FleetCounts of(Collection<FleetTenant> tenants) {
    int current = 0;
    int behind = 0;
    int drifted = 0;
    int unreachable = 0;
    int suspended = 0;
    int notObserved = 0;
    for (FleetTenant tenant : tenants) {
      boolean active = tenant.lifecycle().equals("active");
      boolean seen = tenant.observedAt() != null && !tenant.unreachable();
      current += active && seen && tenant.pending() == 0 && !tenant.drifted() ? 1 : 0;
      behind += active && seen && tenant.pending() > 0 ? 1 : 0;
      drifted += tenant.drifted() ? 1 : 0;
      unreachable += active && tenant.unreachable() ? 1 : 0;
      suspended += active ? 0 : 1;
      notObserved += active && tenant.observedAt() == null ? 1 : 0;
    }
    return new FleetCounts(
        tenants.size(), current, behind, drifted, unreachable, suspended, notObserved);
  }
}
