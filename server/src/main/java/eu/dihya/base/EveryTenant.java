package eu.dihya.base;

import java.util.Optional;
import java.util.SortedSet;

/** No tenant is outside. */
record EveryTenant() implements TenantScope {
  @Override
  public boolean contains(String tenant) {
    return true;
  }

  @Override
  public Optional<SortedSet<String>> named() {
    return Optional.empty();
  }
}
