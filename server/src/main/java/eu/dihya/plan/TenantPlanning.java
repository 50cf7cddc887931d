package eu.dihya.plan;

import java.util.Optional;

/** How what is wanted becomes the steps of one tenant. Thread-safe. */
interface TenantPlanning {
  /** Why a tenant that could take part does not; empty when it does. */
  default Optional<Excluded> exclusion(Candidate candidate) {
    return Optional.empty();
  }

  /** The steps of a tenant that takes part; contradictions go to the refusals. */
  TenantPlan plan(Candidate candidate, Refusals refusals);
}
