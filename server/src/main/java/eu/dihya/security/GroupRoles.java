package eu.dihya.security;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Which role a group of the identity provider gives. Roles are not ordered, so where several groups
 * give some, the first of them here counts.
 */
public record GroupRoles(SequencedMap<String, Role> roles) {
  public GroupRoles {
    roles = new LinkedHashMap<>(roles);
  }

  /** The role of who is in these groups; empty when none of them gives one. */
  public Optional<Role> of(Collection<String> groups) {
    return roles.entrySet().stream()
        .filter(entry -> groups.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
