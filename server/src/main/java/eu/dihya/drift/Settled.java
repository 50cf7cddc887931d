package eu.dihya.drift;

import eu.dihya.plan.Observation;
import eu.dihya.tenants.Tenant;

/** Tells when a tenant's history is all that has to be known of it. Thread-safe. */
@FunctionalInterface
public interface Settled {
  /** Nobody: the catalogue is read too. */
  Settled NEVER = (tenant, seen) -> false;

  /**
   * @param seen with the history that it has now; what is known of its schema may be older, or
   *     nothing
   */
  boolean test(Tenant tenant, Observation.Seen seen);
}
