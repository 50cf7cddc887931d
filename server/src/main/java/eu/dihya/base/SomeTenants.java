package eu.dihya.base;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** These tenants, and no other. */
record SomeTenants(Set<String> ids) implements TenantScope {
  SomeTenants {
    ids = Set.copyOf(ids);
  }

  @Override
  public boolean contains(String tenant) {
    return ids.contains(tenant);
  }

  @Override
  public Optional<SortedSet<String>> named() {
    return Optional.of(Collections.unmodifiableSortedSet(new TreeSet<>(ids)));
  }
}
