package eu.dihya.security;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** API tokens in a list. */
public final class MemoryTokens implements ApiTokenStore {
  public final List<Kept> kept = new ArrayList<>();

  @Override
  public Optional<Kept> find(String id) {
    return kept.stream().filter(each -> each.token().id().equals(id)).findFirst();
  }

  @Override
  public List<ApiToken> all() {
    return kept.reversed().stream().map(Kept::token).toList();
  }

  void revoke(int index, Instant at) {
    Kept before = kept.get(index);
    kept.set(index, new Kept(before.token().revoked(at), before.secretHash()));
  }
}
