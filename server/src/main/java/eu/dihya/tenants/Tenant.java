package eu.dihya.tenants;

import java.util.Map;
import java.util.TreeMap;

/**
 * One tenant.
 *
 * @param id unique; {@code [a-z0-9][a-z0-9._-]{0,62}}
 * @param name for people, in any script
 * @param sector group with migrations of its own
 * @param region data-residency region; empty text when none was given
 * @param timezone IANA zone, {@code UTC} by default
 * @param environment {@code production} by default
 * @param placeholders values for {@code ${placeholders.x}}
 */
public record Tenant(
    String id,
    String name,
    String sector,
    String region,
    String timezone,
    String environment,
    TenantState state,
    Target target,
    Map<String, String> labels,
    Map<String, String> placeholders) {
  public Tenant {
    labels = Map.copyOf(labels);
    placeholders = Map.copyOf(placeholders);
  }

  /** The same tenant in another lifecycle state. */
  public Tenant in(TenantState newState) {
    return new Tenant(
        id, name, sector, region, timezone, environment, newState, target, labels, placeholders);
  }

  /**
   * All placeholder values by full name: {@code tenant.id}, {@code tenant.schema}, {@code
   * placeholders.currency}.
   */
  public Map<String, String> placeholderValues() {
    var values = new TreeMap<String, String>();
    values.put("tenant.id", id);
    values.put("tenant.sector", sector);
    values.put("tenant.region", region);
    values.put("tenant.database", target.database());
    values.put("tenant.schema", target.schema().orElse(target.database()));
    placeholders.forEach((key, value) -> values.put("placeholders." + key, value));
    return Map.copyOf(values);
  }
}
