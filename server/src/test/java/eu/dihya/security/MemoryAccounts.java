package eu.dihya.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Accounts that are forgotten with the test. */
final class MemoryAccounts implements AccountStore {
  final List<Kept> kept = new ArrayList<>();

  void keep(Kept account) {
    kept.removeIf(old -> old.account().id().equals(account.account().id()));
    kept.add(account);
  }

  @Override
  public Optional<Kept> find(String id) {
    return kept.stream().filter(one -> one.account().id().equals(id)).findFirst();
  }

  @Override
  public Optional<Kept> named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return kept.stream()
        .filter(one -> one.account().name().toLowerCase(Locale.ROOT).equals(lower))
        .findFirst();
  }

  @Override
  public Optional<Kept> ofSetUp(String tokenHash) {
    return kept.stream()
        .filter(one -> one.credentials().setUp() != null)
        .filter(one -> one.credentials().setUp().tokenHash().equals(tokenHash))
        .findFirst();
  }

  @Override
  public Optional<Kept> ofIdentity(String key) {
    return kept.stream().filter(one -> key.equals(one.credentials().identity())).findFirst();
  }

  @Override
  public List<Kept> all() {
    return List.copyOf(kept);
  }
}
