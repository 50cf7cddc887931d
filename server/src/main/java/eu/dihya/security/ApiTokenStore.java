package eu.dihya.security;

import java.util.List;
import java.util.Optional;

/** API tokens in the control store. Thread-safe. */
public interface ApiTokenStore {
  Optional<Kept> find(String id);

  /** All that were ever made, the newest first. */
  List<ApiToken> all();

  /**
   * A token as it is kept.
   *
   * @param secretHash of the part of its text that is a secret
   */
  record Kept(ApiToken token, String secretHash) {}
}
