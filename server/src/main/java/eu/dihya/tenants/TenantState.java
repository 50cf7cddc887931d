package eu.dihya.tenants;

import java.util.Locale;

/** The lifecycle of a tenant. Only an active one takes part in rollouts. */
public enum TenantState {
  ACTIVE,
  SUSPENDED,
  ARCHIVED;

  /** Lower case, as in files, selectors and the API. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
