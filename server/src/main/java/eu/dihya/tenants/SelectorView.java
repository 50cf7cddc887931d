package eu.dihya.tenants;

import eu.dihya.catalog.MigrationVersion;
import java.util.Optional;

/**
 * What a selector sees of a tenant.
 *
 * @param version the highest version that is applied; empty when nothing is or it is not known
 * @param run mark of the last run; empty when there was none
 */
public record SelectorView(
    Tenant tenant, Optional<MigrationVersion> version, Optional<String> run) {
  /** A tenant of which nothing is known but what the registry says. */
  public static SelectorView of(Tenant tenant) {
    return new SelectorView(tenant, Optional.empty(), Optional.empty());
  }

  /** The value of a field, which is empty where there is none. */
  Optional<String> value(SelectorField field) {
    return switch (field) {
      case ID -> Optional.of(tenant.id());
      case SECTOR -> Optional.of(tenant.sector());
      case REGION -> Optional.of(tenant.region());
      case ENGINE -> Optional.of(tenant.target().engine().code());
      case ENVIRONMENT -> Optional.of(tenant.environment());
      case STATE -> Optional.of(tenant.state().code());
      case RUN -> run;
      case VERSION -> version.map(MigrationVersion::toString);
    };
  }

  Optional<String> label(String name) {
    return Optional.ofNullable(tenant.labels().get(name));
  }
}
