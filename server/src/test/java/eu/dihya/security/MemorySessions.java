package eu.dihya.security;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sessions that are forgotten with the test. */
final class MemorySessions implements SessionStore {
  static final Origin HERE = new Origin("127.0.0.1", "a test");

  final Map<String, SignedIn> byHash = new HashMap<>();

  @Override
  public void add(SignedIn session) {
    byHash.put(session.tokenHash(), session);
  }

  @Override
  public void used(String tokenHash, Instant at) {
    byHash.computeIfPresent(
        tokenHash,
        (hash, old) ->
            new SignedIn(
                old.id(),
                hash,
                old.principal(),
                old.account(),
                old.proof(),
                old.origin(),
                old.began(),
                at));
  }

  @Override
  public boolean replace(String tokenHash, SignedIn session) {
    boolean there = byHash.remove(tokenHash) != null;
    if (there) {
      add(session);
    }
    return there;
  }

  @Override
  public Optional<SignedIn> find(String tokenHash) {
    return Optional.ofNullable(byHash.get(tokenHash));
  }

  @Override
  public List<SignedIn> ofAccount(String account) {
    List<SignedIn> all = new ArrayList<>(byHash.values());
    all.removeIf(session -> !account.equals(session.account()));
    all.sort(Comparator.comparing(SignedIn::used).reversed());
    return all;
  }

  @Override
  public void remove(String tokenHash) {
    byHash.remove(tokenHash);
  }

  @Override
  public void removeOlder(Instant beganBefore, Instant usedBefore) {
    byHash
        .values()
        .removeIf(
            session ->
                session.began().isBefore(beganBefore) || session.used().isBefore(usedBefore));
  }
}
