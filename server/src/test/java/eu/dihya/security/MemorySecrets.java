package eu.dihya.security;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Sealed secrets in a map. */
final class MemorySecrets implements SecretStore {
  final TreeMap<String, Kept> kept = new TreeMap<>();

  void put(Kept secret) {
    kept.put(secret.secret().name(), secret);
  }

  @Override
  public Optional<Kept> find(String name) {
    return Optional.ofNullable(kept.get(name));
  }

  @Override
  public List<Kept> all() {
    return List.copyOf(kept.values());
  }
}
