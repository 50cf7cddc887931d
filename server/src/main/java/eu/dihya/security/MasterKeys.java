package eu.dihya.security;

import java.util.List;
import java.util.Optional;

/**
 * The master keys that are known, the newest first: it alone seals, the others still open what they
 * sealed.
 */
public record MasterKeys(List<MasterKey> all) {
  public MasterKeys {
    all = List.copyOf(all);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("there is at least one master key");
    }
  }

  public MasterKey newest() {
    return all.getFirst();
  }

  public Optional<MasterKey> find(String id) {
    return all.stream().filter(key -> key.id().equals(id)).findFirst();
  }
}
