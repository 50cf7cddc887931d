package eu.dihya.drift;

import eu.dihya.tenants.Target;
import eu.dihya.tenants.Tenant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tenants of one database, whose histories are read over one connection.
 *
 * @param tenants not empty; as many as a connection should serve, because the server keeps in its
 *     memory what it knows of each table that a connection has touched
 */
record Neighbours(List<Tenant> tenants) {
  private static final int MOST = 500;

  static List<Neighbours> of(List<Tenant> tenants) {
    Map<Target, List<Tenant>> databases = new LinkedHashMap<>();
    tenants.forEach(
        tenant ->
            databases
                .computeIfAbsent(database(tenant.target()), key -> new ArrayList<>())
                .add(tenant));
    List<Neighbours> parts = new ArrayList<>();
    for (List<Tenant> all : databases.values()) {
      for (int from = 0; from < all.size(); from += MOST) {
        parts.add(
            new Neighbours(List.copyOf(all.subList(from, Math.min(from + MOST, all.size())))));
      }
    }
    return parts;
  }

  String server() {
    return tenants.getFirst().target().server();
  }

  List<Target> targets() {
    return tenants.stream().map(Tenant::target).distinct().toList();
  }

  /** A target without what tells schemas of one database apart. */
  private static Target database(Target target) {
    return target.withoutSchema();
  }
}
